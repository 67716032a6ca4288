using ScottPlot;

namespace RoDLA.Analysis.Charts.Figures;

/// <summary>One part of a pie.</summary>
/// <param name="Name">First line of its label.</param>
/// <param name="Note">Second line of its label.</param>
/// <param name="Count">Its size; a part of 0 has no slice.</param>
/// <param name="Color">Its filling.</param>
internal sealed record PiePart(string Name, string Note, int Count, Color Color);
