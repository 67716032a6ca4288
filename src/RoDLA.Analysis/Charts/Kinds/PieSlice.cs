namespace RoDLA.Analysis.Charts.Kinds;

/// <summary>One slice of a pie.</summary>
/// <param name="Name">First line of its label.</param>
/// <param name="Note">Second line of its label.</param>
/// <param name="Color">Its filling.</param>
/// <param name="Start">Share of the pie before it, 0 to 1.</param>
/// <param name="Share">Its share of the pie, above 0 up to 1.</param>
internal sealed record PieSlice(string Name, string Note, string Color, double Start, double Share)
{
    /// <summary>The share with one decimal.</summary>
    public string Percentage => Words.Fixed(Share * 100, 1) + "%";

    /// <summary>Direction of a share of the pie in radians: from twelve o'clock counter-clockwise.</summary>
    public static double Angle(double share) => (Math.PI / 2) + (share * Math.Tau);
}
