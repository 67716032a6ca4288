namespace RoDLA.Analysis.Exports.Documents;

/// <summary>Blocks of ALTO for each role.</summary>
internal static class AltoBlocks
{
    /// <summary>A block with lines of text.</summary>
    public const string Text = "TextBlock";

    /// <summary>A block of blocks.</summary>
    public const string Composed = "ComposedBlock";

    /// <summary>A picture.</summary>
    public const string Illustration = "Illustration";

    /// <summary>The element.</summary>
    public static string Of(ElementRole role) => role switch
    {
        ElementRole.Picture or ElementRole.Chart or ElementRole.Graphic or ElementRole.Advert => Illustration,
        ElementRole.Separator => "GraphicalElement",
        ElementRole.Table or ElementRole.Formula => Composed,
        _ => Text,
    };
}
