using System.Text.Json;
using RoDLA.Analysis.Json;
using RoDLA.Analysis.Pictures;
using Xunit;

namespace RoDLA.Tests.Analysis.Pictures;

public sealed class PictureUriTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(12 * 1024 - 1)]
    [InlineData(12 * 1024)]
    [InlineData(12 * 1024 + 1)]
    [InlineData(200_000)]
    public void Serialize_Content_IsTheDataUriOfTheWholeFile(int length)
    {
        byte[] content = new byte[length];
        new Random(length).NextBytes(content);

        string json = JsonSerializer.Serialize(PictureUri.Embed(content, "image/webp"), ReportJson.Options);

        Assert.Equal($"\"data:image/webp;base64,{Convert.ToBase64String(content)}\"", json);
        PictureUri read = JsonSerializer.Deserialize<PictureUri>(json, ReportJson.Options)!;
        Assert.Equal(content, read.Content.ToArray());
        Assert.Equal("image/webp", read.MediaType);
        Assert.Null(read.Path);
    }

    [Fact]
    public void Serialize_Path_IsThePath()
    {
        string json = JsonSerializer.Serialize(PictureUri.Link("charts/a b.png"), ReportJson.Options);

        Assert.Equal("\"charts/a b.png\"", json);
        Assert.Equal("charts/a b.png", JsonSerializer.Deserialize<PictureUri>(json, ReportJson.Options)!.Path);
    }

    [Fact]
    public void Serialize_Missing_IsNull() => Assert.Equal("null", JsonSerializer.Serialize<PictureUri?>(null, ReportJson.Options));

    [Fact]
    public void Deserialize_ShortenedDataUri_IsKept()
    {
        const string shortened = "\"data:image/png;base64,iVBORw0KGgo...\"";

        PictureUri read = JsonSerializer.Deserialize<PictureUri>(shortened, ReportJson.Options)!;

        Assert.Equal(shortened, JsonSerializer.Serialize(read, ReportJson.Options));
    }
}
