namespace RoDLA.Analysis.Exports.Documents;

/// <summary>Regions of PAGE for each role.</summary>
internal static class PageXmlRegions
{
    /// <summary>A region with text.</summary>
    public const string Text = "TextRegion";

    /// <summary>The element, and the <c>type</c> of a text region.</summary>
    public static (string Element, string? Type) Of(ElementRole role) => role switch
    {
        ElementRole.Title or ElementRole.Heading => (Text, "heading"),
        ElementRole.Text or ElementRole.List or ElementRole.Reference => (Text, "paragraph"),
        ElementRole.Contents => (Text, "TOC-entry"),
        ElementRole.Caption => (Text, "caption"),
        ElementRole.Footnote => (Text, "footnote"),
        ElementRole.Endnote => (Text, "endnote"),
        ElementRole.Marginalia => (Text, "marginalia"),
        ElementRole.Credit => (Text, "credit"),
        ElementRole.DropCap => (Text, "drop-capital"),
        ElementRole.Header => (Text, "header"),
        ElementRole.Footer => (Text, "footer"),
        ElementRole.PageNumber => (Text, "page-number"),
        ElementRole.Table => ("TableRegion", null),
        ElementRole.Picture => ("ImageRegion", null),
        ElementRole.Chart => ("ChartRegion", null),
        ElementRole.Graphic => ("GraphicRegion", null),
        ElementRole.Separator => ("SeparatorRegion", null),
        ElementRole.Advert => ("AdvertRegion", null),
        ElementRole.Formula => ("MathsRegion", null),
        _ => (Text, "other"),
    };
}
