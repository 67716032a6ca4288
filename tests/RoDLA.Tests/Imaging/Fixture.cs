using RoDLA.Imaging;
using Xunit;

namespace RoDLA.Tests.Imaging;

/// <summary>Files made by Fixtures/make_fixtures.py with independent encoders, and their expected pixels.</summary>
internal static class Fixture
{
    public static string PathOf(string name) => Path.Combine(RepositoryRoot.Path, "tests", "RoDLA.Tests", "Imaging", "Fixtures", name);

    public static byte[] Bytes(string name) => File.ReadAllBytes(PathOf(name));

    public static DocumentSource Source(string name) => DocumentSource.FromMemory(Bytes(name));

    /// <summary>Pixels of a binary PPM.</summary>
    public static PageImage Pixels(string name)
    {
        byte[] bytes = Bytes(name + ".ppm");
        string[] head = System.Text.Encoding.ASCII.GetString(bytes, 0, 20).Split('\n');
        int[] size = Array.ConvertAll(head[1].Split(' '), int.Parse);
        PageImage page = PageImage.Rent(size[0], size[1]);
        bytes.AsSpan(^(size[0] * size[1] * 3)..).CopyTo(page.Pixels);
        return page;
    }

    /// <summary>Largest difference of any channel of any pixel.</summary>
    public static int LargestDifference(PageImage expected, PageImage actual)
    {
        Assert.Equal(expected.Size, actual.Size);
        int largest = 0;
        for (int i = 0; i < expected.Pixels.Length; i++)
        {
            largest = Math.Max(largest, Math.Abs(expected.Pixels[i] - actual.Pixels[i]));
        }

        return largest;
    }
}
