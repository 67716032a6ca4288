namespace RoDLA.Imaging.Painting;

/// <summary>An sRGB colour.</summary>
public readonly record struct PageColor(byte Red, byte Green, byte Blue)
{
    /// <summary>Relative luminance (WCAG 2.1, section 1.4.3), 0 to 1.</summary>
    public double Luminance => (0.2126 * Linear(Red)) + (0.7152 * Linear(Green)) + (0.0722 * Linear(Blue));

    /// <summary>Black or white, whichever has the higher contrast on this colour.</summary>
    public PageColor TextColor => 1.05 / (Luminance + 0.05) >= (Luminance + 0.05) / 0.05 ? new PageColor(255, 255, 255) : default;

    /// <summary>This colour blended with another; at an alpha of 255 the result is the other colour.</summary>
    public PageColor Mix(PageColor over, byte alpha) =>
        new(Mix(Red, over.Red, alpha), Mix(Green, over.Green, alpha), Mix(Blue, over.Blue, alpha));

    private static byte Mix(int under, int over, int alpha) => (byte)(((under * (255 - alpha)) + (over * alpha) + 127) / 255);

    private static double Linear(byte value)
    {
        double share = value / 255.0;
        return share <= 0.04045 ? share / 12.92 : Math.Pow((share + 0.055) / 1.055, 2.4);
    }
}
