namespace RoDLA.Analysis.Exports.Documents;

/// <summary>hOCR classes for each role.</summary>
internal static class HocrClasses
{
    /// <summary>An area of text.</summary>
    public const string Area = "ocr_carea";

    /// <summary>Every class that an export may have, for its declaration.</summary>
    public static string Capabilities { get; } = string.Join(
        ' ', Enum.GetValues<ElementRole>().Select(Of).Concat(["ocr_page", "ocr_par", "ocr_line", "ocrx_word"]).Distinct().Order(StringComparer.Ordinal));

    /// <summary>The class.</summary>
    public static string Of(ElementRole role) => role switch
    {
        ElementRole.Title => "ocr_title",
        ElementRole.Heading => "ocr_section",
        ElementRole.Credit => "ocr_author",
        ElementRole.Table => "ocr_table",
        ElementRole.Picture => "ocr_photo",
        ElementRole.Chart => "ocr_linedrawing",
        ElementRole.Graphic => "ocr_image",
        ElementRole.Separator => "ocr_separator",
        ElementRole.Caption => "ocr_caption",
        ElementRole.Formula => "ocr_display",
        ElementRole.Header => "ocr_header",
        ElementRole.Footer => "ocr_footer",
        ElementRole.PageNumber => "ocr_pageno",
        ElementRole.Advert or ElementRole.Footnote or ElementRole.Endnote or ElementRole.Marginalia => "ocr_textfloat",
        _ => Area,
    };
}
