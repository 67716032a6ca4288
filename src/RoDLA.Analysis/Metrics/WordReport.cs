namespace RoDLA.Analysis.Metrics;

/// <summary>A word of an element's text.</summary>
/// <param name="Text">The word.</param>
/// <param name="Bbox">x1, y1, x2 and y2 in pixels of the page, 2 decimals.</param>
public sealed record WordReport(string Text, IReadOnlyList<float> Bbox)
{
    /// <summary>The client's view of <paramref name="word"/>.</summary>
    internal static WordReport From(PageWord word) =>
        new(word.Text, [Round(word.Box.X1), Round(word.Box.Y1), Round(word.Box.X2), Round(word.Box.Y2)]);

    private static float Round(float edge) => MathF.Round(edge, 2);
}
