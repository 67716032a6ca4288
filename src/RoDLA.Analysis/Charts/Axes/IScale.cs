namespace RoDLA.Analysis.Charts.Axes;

/// <summary>Turns numbers into places along an axis.</summary>
internal interface IScale
{
    /// <summary>The marks, from the lowest value up.</summary>
    IReadOnlyList<Tick> Ticks { get; }

    /// <summary>Pixel that a value lies at.</summary>
    double Map(double value);
}
