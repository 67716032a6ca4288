using RoDLA.Imaging;
using Xunit;

namespace RoDLA.Tests.Perturbations;

internal static class PixelAssert
{
    /// <summary>All but 0.1 % of the samples differ by at most one grey level.</summary>
    public static void WithinOneLevel(PageImage expected, PageImage actual)
    {
        Assert.Equal(expected.Size, actual.Size);
        int far = 0;
        int worst = 0;
        ReadOnlySpan<byte> a = expected.Pixels;
        ReadOnlySpan<byte> b = actual.Pixels;
        for (int i = 0; i < a.Length; i++)
        {
            int difference = Math.Abs(a[i] - b[i]);
            far += difference > 1 ? 1 : 0;
            worst = Math.Max(worst, difference);
        }

        Assert.True(far * 1000L <= a.Length, $"{far} of {a.Length} samples are off by more than 1, the worst by {worst}.");
    }
}
