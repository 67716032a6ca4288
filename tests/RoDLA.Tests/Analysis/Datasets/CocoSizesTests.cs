using RoDLA.Analysis.Datasets;
using RoDLA.Imaging;
using RoDLA.Imaging.Reading;
using RoDLA.Imaging.Writing;
using RoDLA.Perturbations;
using RoDLA.Tests.Api.Fixtures;
using Xunit;

namespace RoDLA.Tests.Analysis.Datasets;

/// <summary>A stored image of 42 × 30 pixels with an EXIF orientation, and a COCO file that disregards it.</summary>
public sealed class CocoSizesTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Theory]
    [InlineData(1, "[6,10,6,16]")]
    [InlineData(2, "[30,10,6,16]")]
    [InlineData(3, "[30,4,6,16]")]
    [InlineData(4, "[6,4,6,16]")]
    [InlineData(5, "[10,6,16,6]")]
    [InlineData(6, "[4,6,16,6]")]
    [InlineData(7, "[4,30,16,6]")]
    [InlineData(8, "[10,30,16,6]")]
    public async Task CheckAsync_ApplyExif_TurnsTheBoxesWithThePage(byte orientation, string expected)
    {
        CocoDataset dataset = await CheckAsync(orientation, 42, 30, ExifHandling.Apply);

        Assert.Equal(expected, Assert.Single(Assert.Single(dataset.Images).Annotations)["bbox"]!.ToJsonString());
    }

    [Fact]
    public async Task CheckAsync_SizeOfTheStoredPixels_IsRefusedAndTheRemedyTold()
    {
        DatasetException e = await Assert.ThrowsAsync<DatasetException>(() => CheckAsync(6, 42, 30, ExifHandling.Refuse));

        Assert.Equal(
            "'page.jpg' is 42×30 pixels in the COCO file, but its upright page is 30×42: its boxes disregard the EXIF orientation; "
            + "--exif apply turns them.",
            Assert.Single(e.Mistakes));
    }

    [Theory]
    [InlineData(ExifHandling.Refuse)]
    [InlineData(ExifHandling.Apply)]
    public async Task CheckAsync_SizeOfNeither_IsRefused(ExifHandling exif)
    {
        DatasetException e = await Assert.ThrowsAsync<DatasetException>(() => CheckAsync(6, 84, 60, exif));

        Assert.Equal("'page.jpg' is 84×60 pixels in the COCO file, but its upright page is 30×42.", Assert.Single(e.Mistakes));
    }

    [Theory]
    [InlineData(ExifHandling.Refuse)]
    [InlineData(ExifHandling.Apply)]
    public async Task CheckAsync_SizeOfTheUprightPage_LeavesTheBoxes(ExifHandling exif)
    {
        CocoDataset dataset = await CheckAsync(6, 30, 42, exif);

        Assert.Equal("[6,10,6,16]", Assert.Single(Assert.Single(dataset.Images).Annotations)["bbox"]!.ToJsonString());
    }

    public void Dispose() => _folder.Dispose();

    private async Task<CocoDataset> CheckAsync(byte orientation, int width, int height, ExifHandling exif)
    {
        File.WriteAllBytes(Path.Combine(_folder.Path, "page.jpg"), Jpeg(orientation));
        string coco = Path.Combine(_folder.Path, "coco.json");
        await File.WriteAllTextAsync(
            coco,
            $$"""
            {"images":[{"id":1,"file_name":"page.jpg","width":{{width}},"height":{{height}}}],
            "annotations":[{"image_id":1,"bbox":[6,10,6,16]}]}
            """);
        DatasetSettings settings = new(_folder.Path, coco, "out", [new PerturbationStep("defocus", 1)]) { Exif = exif };
        return await CocoSizes.CheckAsync(
            CocoDataset.Read(settings), settings, new PageReader(new ImagingOptions(), TimeProvider.System), CancellationToken.None);
    }

    private static byte[] Jpeg(byte orientation)
    {
        using PageImage page = PageImage.Rent(42, 30);
        page.Pixels.Fill(200);
        byte[] exif =
        [
            0xFF, 0xE1, 0, 34, .. "Exif\0\0MM\0*"u8, 0, 0, 0, 8, 0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, orientation, 0, 0, 0, 0, 0, 0,
        ];
        byte[] bytes = ImageWriter.ToJpeg(page);
        return [.. bytes[..2], .. exif, .. bytes[2..]];
    }
}
