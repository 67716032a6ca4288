namespace RoDLA.Imaging.Painting;

/// <summary>A fixed colour for every class: twelve chosen by hand, further ones by rotating the hue.</summary>
public static class ClassPalette
{
    /// <summary>Rotation of the hue from one class to the next; with the golden ratio no hue repeats.</summary>
    private const double HueStep = 0.618033988749895;

    /// <summary>Yellows and greens are darkened to this luminance, which has a contrast of 2.5 on white paper.</summary>
    private const double MaxLuminance = 0.37;

    private static readonly PageColor[] HandPicked =
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
        if (id < HandPicked.Length)
        {
            return HandPicked[id];
        }

        (double saturation, double lightness) = Shades[id % Shades.Length];
        PageColor color = FromHsl(id * HueStep % 1, saturation, lightness);
        while (color.Luminance > MaxLuminance)
        {
            lightness *= 0.95;
            color = FromHsl(id * HueStep % 1, saturation, lightness);
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
