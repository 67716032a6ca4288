namespace RoDLA.Perturbations.Filters;

/// <summary>
/// A box with soft ends, three of which make a Gaussian: whole weights up to <paramref name="Radius"/>, part of one beyond. Pillow's rule.
/// </summary>
/// <param name="Radius">l: neighbours of full weight on either side.</param>
/// <param name="Full">Weight of each, in 2²⁴ths.</param>
/// <param name="Edge">Weight of the two beyond, in 2²⁴ths.</param>
internal readonly record struct BoxKernel(int Radius, uint Full, uint Edge)
{
    public const int Bits = 24;
    private const int Passes = 3;

    public static BoxKernel ForGaussian(double sigma)
    {
        double variance = sigma * sigma / Passes;
        double length = Math.Sqrt((12 * variance) + 1);
        double whole = Math.Floor((length - 1) / 2);
        double part = ((2 * whole) + 1) * ((whole * (whole + 1)) - (3 * variance));
        part /= 6 * (variance - ((whole + 1) * (whole + 1)));
        int radius = (int)whole;
        uint full = (uint)((1 << Bits) / (((whole + part) * 2) + 1));
        uint edge = ((1u << Bits) - (uint)((2 * radius) + 1) * full) / 2;
        return new BoxKernel(radius, full, edge);
    }
}
