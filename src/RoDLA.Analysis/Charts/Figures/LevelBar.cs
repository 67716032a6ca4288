namespace RoDLA.Analysis.Charts.Figures;

/// <summary>One level bar.</summary>
/// <param name="Name">Beside its beginning.</param>
/// <param name="Value">Its length.</param>
/// <param name="Label">Beside its end.</param>
internal readonly record struct LevelBar(string Name, double Value, string Label);
