namespace RoDLA.Api.Detection;

/// <summary>Where the text of elements comes from.</summary>
internal enum TextMode
{
    /// <summary>It is not read.</summary>
    None,

    /// <summary>The text layer of the document.</summary>
    Layer,

    /// <summary>Recognition, where there is no text layer.</summary>
    Ocr,
}
