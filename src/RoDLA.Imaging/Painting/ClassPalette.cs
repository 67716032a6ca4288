namespace RoDLA.Imaging.Painting;

/// <summary>A colour for every class: the same in every picture, and neighbours in the list far apart.</summary>
internal static class ClassPalette
{
    /// <summary>Turn of the hue from one class to the next: the golden ratio never comes back to a hue it has had.</summary>
    private const double Turn = 0.618033988749895;

    /// <summary>Yellows and greens are darkened to this, or they would be lost on white paper (contrast 2.5).</summary>
    private const double MostLuminance = 0.37;

    private static readonly (double Saturation, double Lightness)[] Shades = [(0.85, 0.40), (0.70, 0.55), (0.95, 0.30), (0.55, 0.45)];

    /// <summary>The colour of a class, any number from 0.</summary>
    public static PageColor ColorOf(int classId)
    {
        int id = Math.Abs(classId % 1_000_000);
        (double saturation, double lightness) = Shades[id % Shades.Length];
        PageColor color = FromHsl(id * Turn % 1, saturation, lightness);
        while (color.Luminance > MostLuminance)
        {
            lightness *= 0.95;
            color = FromHsl(id * Turn % 1, saturation, lightness);
        }

        return color;
    }

    /// <summary>CSS Color Module Level 4, section 7.1.</summary>
    private static PageColor FromHsl(double hue, double saturation, double lightness)
    {
        double reach = saturation * Math.Min(lightness, 1 - lightness);
        return new PageColor(Channel(0), Channel(8), Channel(4));

        byte Channel(int offset)
        {
            double k = (offset + (hue * 12)) % 12;
            return (byte)Math.Round(255 * (lightness - (reach * Math.Max(-1, Math.Min(Math.Min(k - 3, 9 - k), 1)))));
        }
    }
}
