namespace RoDLA.Analysis.Text;

/// <summary>A page whose text is to be read.</summary>
/// <param name="Settings">How.</param>
/// <param name="Image">The pixels that the elements lie on.</param>
/// <param name="Elements">The elements.</param>
/// <param name="Priority">Where it waits while as many tools run as may.</param>
/// <param name="Layer">Reads the text layer in the same pixels; null where there can be none.</param>
internal sealed record PageTextRequest(
    TextSettings Settings,
    PageImage Image,
    IReadOnlyList<LayoutElement> Elements,
    RequestPriority Priority,
    Func<CancellationToken, ValueTask<PageText?>>? Layer);
