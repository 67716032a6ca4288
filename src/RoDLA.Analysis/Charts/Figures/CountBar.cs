using ScottPlot;

namespace RoDLA.Analysis.Charts.Figures;

/// <summary>One upright bar.</summary>
/// <param name="Name">Below it.</param>
/// <param name="Count">Its height.</param>
/// <param name="Color">Its filling.</param>
internal readonly record struct CountBar(string Name, int Count, Color Color);
