namespace RoDLA.Analysis.Metrics;

/// <summary>
/// Reads a <see cref="float"/> as the answer prints it: the <see cref="double"/> nearest to its shortest round-trip decimal. Every figure
/// is computed from these, so that a reader of the JSON starts from the same numbers to the last bit, and a confidence printed as 0.9 is
/// 0.9 and not 0.89999998.
/// </summary>
internal static class PrintedNumber
{
    // A 24-bit significand times 5¹² still fits the 53 bits of a double, so the products below are exact.
    private const int MaxExactDecimals = 12;
    private const float FirstSparseInteger = 1 << 24;

    public static double Read(float value)
    {
        if (MathF.Abs(value) < FirstSparseInteger)
        {
            double scale = 1;
            for (int decimals = 0; decimals <= MaxExactDecimals; decimals++, scale *= 10)
            {
                double candidate = Math.Round(value * scale) / scale;
                if ((float)candidate == value)
                {
                    return candidate;
                }
            }
        }

        Span<char> text = stackalloc char[32];
        value.TryFormat(text, out int written, "R", CultureInfo.InvariantCulture);
        return double.Parse(text[..written], NumberStyles.Float, CultureInfo.InvariantCulture);
    }
}
