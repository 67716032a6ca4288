namespace RoDLA.Perturbations.Content;

/// <summary>A strip of ink laid on a page at an angle.</summary>
/// <param name="ink">Three equal bytes per pixel.</param>
/// <param name="corner">Its upper left corner before the rotation.</param>
/// <param name="pivot">Centre of the rotation.</param>
/// <param name="degrees">Counter-clockwise.</param>
/// <param name="visible">Part of the page, before the rotation, beyond which ink is cut off.</param>
internal sealed class TurnedStrip(PageImage ink, Vector2 corner, Vector2 pivot, double degrees, PageSize visible)
{
    private readonly double _cos = Math.Cos(degrees * Math.PI / 180);
    private readonly double _sin = Math.Sin(degrees * Math.PI / 180);

    /// <summary>Blends red ink into a row of the page.</summary>
    /// <param name="row">Bytes of the row.</param>
    /// <param name="y">Its number.</param>
    /// <param name="opacity">0 to 255.</param>
    public void Blend(Span<byte> row, int y, int opacity)
    {
        (double x0, double y0) = (0.5 - pivot.X, y + 0.5 - pivot.Y);
        double startU = (_cos * x0) - (_sin * y0) + pivot.X - corner.X;
        double startV = (_sin * x0) + (_cos * y0) + pivot.Y - corner.Y;
        double right = Math.Min(ink.Width, visible.Width - corner.X);
        double bottom = Math.Min(ink.Height, visible.Height - corner.Y);
        (double from, double to) = (0, row.Length / PageImage.Channels);
        Narrow(ref from, ref to, startU, _cos, right);
        Narrow(ref from, ref to, startV, _sin, bottom);
        for (int x = (int)Math.Ceiling(from); x < to; x++)
        {
            int alpha = ((Sample(startU + (_cos * x), startV + (_sin * x)) * opacity) + 127) / byte.MaxValue;
            Span<byte> pixel = row.Slice(x * PageImage.Channels, PageImage.Channels);
            pixel[0] = Mix(byte.MaxValue, pixel[0], alpha);
            pixel[1] = Mix(0, pixel[1], alpha);
            pixel[2] = Mix(0, pixel[2], alpha);
        }
    }

    /// <summary>(a × ink + (255 − a) × page) / 255, rounded.</summary>
    internal static byte Mix(int inkLevel, int pageLevel, int alpha) =>
        (byte)(((alpha * inkLevel) + ((byte.MaxValue - alpha) * pageLevel) + 127) / byte.MaxValue);

    /// <summary>Keeps of from..to where 0 ≤ start + step × x &lt; end.</summary>
    private static void Narrow(ref double from, ref double to, double start, double step, double end)
    {
        if (Math.Abs(step) < 1e-9)
        {
            to = start >= 0 && start < end ? to : from;
            return;
        }

        double first = -start / step;
        double second = (end - start) / step;
        from = Math.Max(from, Math.Min(first, second));
        to = Math.Min(to, Math.Max(first, second));
    }

    private int Sample(double u, double v)
    {
        double left = Math.Clamp(u - 0.5, 0, ink.Width - 1);
        double top = Math.Clamp(v - 0.5, 0, ink.Height - 1);
        (int x, int y) = ((int)left, (int)top);
        (double fx, double fy) = (left - x, top - y);
        int right = Math.Min(x + 1, ink.Width - 1) * PageImage.Channels;
        ReadOnlySpan<byte> upper = ink.Row(y);
        ReadOnlySpan<byte> lower = ink.Row(Math.Min(y + 1, ink.Height - 1));
        double above = ((1 - fx) * upper[x * PageImage.Channels]) + (fx * upper[right]);
        double below = ((1 - fx) * lower[x * PageImage.Channels]) + (fx * lower[right]);
        return (int)(((1 - fy) * above) + (fy * below) + 0.5);
    }
}
