using System.Collections.Frozen;

namespace RoDLA.Detection.Preprocessing;

/// <summary>What the inputs beside the image may get, by their name in <see cref="InputSpec.PageInputs"/>.</summary>
internal static class PageInputKinds
{
    /// <summary>Width and height of the page.</summary>
    public const string PageSize = "page_size";

    /// <summary>Height and width of the tensor.</summary>
    public const string InputSize = "input_size";

    /// <summary>Height and width of the tensor over those of the page.</summary>
    public const string Scale = "scale";

    /// <summary>1 and 1.</summary>
    public const string Ones = "ones";

    /// <summary>The two numbers for a page.</summary>
    public static FrozenDictionary<string, Func<PageGeometry, (double First, double Second)>> ByName { get; } =
        new Dictionary<string, Func<PageGeometry, (double, double)>>
        {
            [PageSize] = page => (page.Page.Width, page.Page.Height),
            [InputSize] = page => (page.Tensor.Height, page.Tensor.Width),
            [Scale] = page => ((double)page.Content.Height / page.Page.Height, (double)page.Content.Width / page.Page.Width),
            [Ones] = _ => (1, 1),
        }.ToFrozenDictionary();
}
