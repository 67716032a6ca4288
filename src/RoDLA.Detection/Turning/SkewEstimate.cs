namespace RoDLA.Detection.Turning;

/// <summary>The angle of lines of text, and how clear it is.</summary>
/// <param name="Angle">Degrees by which lines fall along the page, in tenths.</param>
/// <param name="Sharpness">How sharply they stand out at this angle.</param>
/// <param name="Usual">How sharply at most angles: the median.</param>
/// <param name="Upright">How sharply at 0.</param>
internal readonly record struct SkewEstimate(double Angle, double Sharpness, double Usual, double Upright)
{
    // Less is no skew that a detector would notice.
    private const double LeastAngle = 0.3;

    // 59 upright real pages and samples with print have 10 to 316.
    private const double LeastClarity = 1.5;
    private const double LeastGain = 1.05;

    /// <summary>How much more sharply lines stand out at the angle than at others; 0 for a page without ink.</summary>
    public double Clarity => Usual > 0 ? Sharpness / Usual : 0;

    /// <summary>Whether the page is to be straightened.</summary>
    public bool IsClear => Math.Abs(Angle) >= LeastAngle && Clarity >= LeastClarity && Sharpness >= LeastGain * Upright;
}
