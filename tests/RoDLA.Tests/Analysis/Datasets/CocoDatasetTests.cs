using System.Text;
using RoDLA.Analysis.Datasets;
using RoDLA.Perturbations;
using RoDLA.Tests.Api.Fixtures;
using Xunit;

namespace RoDLA.Tests.Analysis.Datasets;

public sealed class CocoDatasetTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public CocoDatasetTests()
    {
        foreach (string name in new[] { "a.png", "b.tif", "b.tif.png" })
        {
            File.WriteAllBytes(Path.Combine(_folder.Path, name), [1]);
        }
    }

    [Theory]
    [InlineData("nothing", "is not JSON")]
    [InlineData("[]", "holds no object")]
    [InlineData("""{"images":[]}""", "has no 'images', or no 'annotations'")]
    [InlineData("""{"images":[{"id":"x","file_name":"a.png"}],"annotations":[]}""", "no whole number as 'id'")]
    [InlineData("""{"images":[{"id":1}],"annotations":[]}""", "no 'file_name'")]
    [InlineData("""{"images":[{"id":1,"file_name":"a.png"},{"id":1,"file_name":"a.png"}],"annotations":[]}""", "Two images have the id 1")]
    [InlineData("""{"images":[{"id":1,"file_name":"../a.png"}],"annotations":[]}""", "leaves the folder")]
    [InlineData("""{"images":[{"id":1,"file_name":"/etc/passwd"}],"annotations":[]}""", "leaves the folder")]
    [InlineData("""{"images":[{"id":1,"file_name":"none.png"}],"annotations":[]}""", "is not in")]
    [InlineData("""{"images":[{"id":1,"file_name":"b.tif"},{"id":2,"file_name":"b.tif.png"}],"annotations":[]}""", "written as 'b.tif.png'")]
    [InlineData("""{"images":[],"images":[],"annotations":[]}""", "is not JSON")]
    [InlineData("""{"images":[{"id":1,"file_name":"a\ud83d.png"}],"annotations":[]}""", "no Unicode at $.images[0].file_name")]
    [InlineData("""{"images":[],"annotations":[],"info":{"by":[1,"\udc00"]}}""", "no Unicode at $.info.by[1]")]
    [InlineData("""{"images":[],"annotations":[{"\ud800":1}]}""", "no Unicode at $.annotations[0] (the name of an entry)")]
    [InlineData("""{"images":[{"id":1,"file_name":"a.png"}],"annotations":[{"image_id":1,"bbox":[1,2,3,1e99]}]}""", "'bbox' of four numbers")]
    [InlineData("""{"images":[{"id":1,"file_name":"a.png"}],"annotations":[{"image_id":2,"bbox":[1,2,3,4]}]}""", "no 'image_id'")]
    [InlineData("""{"images":[{"id":1,"file_name":"a.png"}],"annotations":[{"image_id":1,"bbox":[1,2,3]}]}""", "'bbox' of four numbers")]
    [InlineData("""{"images":[{"id":1,"file_name":"a.png"}],"annotations":[{"image_id":1,"bbox":[1,2,3,4],"segmentation":[[1,2]]}]}""", "no list of polygons")]
    [InlineData("""{"images":[{"id":1,"file_name":"a.png"}],"annotations":[{"image_id":1,"bbox":[1,2,3,4],"segmentation":{}}]}""", "rotation cannot move")]
    public void Read_FileThatCannotBeUsed_SaysWhy(string json, string expected)
    {
        DatasetException e = Assert.Throws<DatasetException>(() => Read(json, "rotation"));

        Assert.Contains(expected, Assert.Single(e.Mistakes), StringComparison.Ordinal);
    }

    [Fact]
    public void Read_BytesThatAreNotUtf8_SaysWhere()
    {
        string path = Path.Combine(_folder.Path, "latin1.json");
        File.WriteAllBytes(path, Encoding.Latin1.GetBytes("""{"images":[],"annotations":[],"info":{"author":"Müller"}}"""));

        DatasetException e = Assert.Throws<DatasetException>(
            () => CocoDataset.Read(new DatasetSettings(_folder.Path, path, "out", [new PerturbationStep("defocus", 1)])));

        Assert.Contains("no Unicode at $.info.author", Assert.Single(e.Mistakes), StringComparison.Ordinal);
    }

    [Fact]
    public void Read_ManyMistakes_TheFirstAreToldAndTheRestCounted()
    {
        string images = string.Join(',', Enumerable.Range(0, 25).Select(i => $$"""{"id":{{i}},"file_name":"none{{i}}.png"}"""));

        DatasetException e = Assert.Throws<DatasetException>(() => Read($$"""{"images":[{{images}}],"annotations":[]}""", "defocus"));

        Assert.Equal(21, e.Mistakes.Count);
        Assert.Equal("And 5 more.", e.Mistakes[^1]);
    }

    [Fact]
    public void Read_RunLengthMaskAndNothingMoves_IsTaken()
    {
        CocoDataset dataset = Read(
            """{"images":[{"id":1,"file_name":"a.png"}],"annotations":[{"image_id":1,"bbox":[1,2,3,4],"segmentation":{}}]}""", "defocus");

        Assert.Single(Assert.Single(dataset.Images).Annotations);
    }

    public void Dispose() => _folder.Dispose();

    private CocoDataset Read(string json, string type)
    {
        string path = Path.Combine(_folder.Path, "set.json");
        File.WriteAllText(path, json);
        return CocoDataset.Read(new DatasetSettings(_folder.Path, path, "out", [new PerturbationStep(type, 1)]));
    }
}
