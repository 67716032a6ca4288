using RoDLA.Imaging;
using RoDLA.Perturbations;
using RoDLA.Tests.Api.Fixtures;
using Xunit;

namespace RoDLA.Tests.Perturbations;

/// <summary>
/// The largest page allowed, with the perturbations that need most memory, grow the page or index it; `dotnet run -c Release --project
/// tests/RoDLA.Benchmarks -- large` runs all twelve at all degrees.
/// </summary>
[Collection(Alone.Name)]
public sealed class LargePageTests
{
    [Theory]
    [InlineData("speckle", 3)]
    [InlineData("warping", 1)]
    [InlineData("rotation", 3)]
    [InlineData("keystoning", 3)]
    [InlineData("vibration", 3)]
    public async Task ApplyAsync_SixtyFourMegapixels_Answers(string name, int degree)
    {
        using PageImage page = Pages.Blank(8000, 8000, 200);
        page.Pixels[^600..].Fill(20);
        using PerturbationResult result = await Pages.ApplyAsync(name, page, new PerturbationContext(degree, 11));

        Assert.True(result.Image.Size.Pixels >= page.Size.Pixels);
        Assert.True(Math.Abs(result.Image.Row(result.Image.Height / 2)[result.Image.Stride / 2] - 200) <= 1, "the middle is as it was");
    }
}
