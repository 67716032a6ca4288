namespace RoDLA.Imaging.Painting;

/// <summary>A colour for every class, the same in every picture: the first twelve picked by eye, the others by turning the hue.</summary>
internal static class ClassPalette
{
    /// <summary>Turn of the hue from one class to the next: the golden ratio never comes back to a hue it has had.</summary>
    private const double Turn = 0.618033988749895;

    /// <summary>Yellows and greens are darkened to this, or they would be lost on white paper (contrast 2.5).</summary>
    private const double MostLuminance = 0.37;

    private static readonly PageColor[] Picked =
    [
        new(0xE6, 0x19, 0x4B), new(0x2E, 0x8B, 0x3A), new(0x43, 0x63, 0xD8), new(0xF5, 0x82, 0x31),
        new(0x91, 0x1E, 0xB4), new(0x00, 0x80, 0x80), new(0xF0, 0x32, 0xE6), new(0x9A, 0x63, 0x24),
        new(0x00, 0x00, 0x75), new(0x1E, 0x90, 0xFF), new(0x80, 0x00, 0x00), new(0x80, 0x80, 0x00),
    ];

    private static readonly (double Saturation, double Lightness)[] Shades = [(0.85, 0.40), (0.70, 0.55), (0.95, 0.30), (0.55, 0.45)];

    /// <summary>The colour of a class, any number from 0.</summary>
    public static PageColor ColorOf(int classId)
    {
        int id = Math.Abs(classId % 1_000_000);
        if (id < Picked.Length)
        {
            return Picked[id];
        }

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
