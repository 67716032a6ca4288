namespace RoDLA.Imaging;

/// <summary>A word of a page.</summary>
/// <param name="Text">The word, without spaces.</param>
/// <param name="Box">Where it is, in pixels of the page.</param>
public sealed record PageWord(string Text, BoundingBox Box);
