using System.Text.Json;
using System.Xml.Linq;
using Xunit;

namespace RoDLA.Tests.Analysis.Exports.Annotations;

public sealed class LabelStudioExporterTests
{
    [Fact]
    public async Task WriteAsync_Page_IsATaskThatFitsItsConfiguration()
    {
        OrderedDictionary<string, byte[]> files = Sample.Files(await Sample.ExportAsync("labelstudio", Sample.Source(Sample.Report())));

        JsonElement task = BoxReaders.Json(files["tasks.json"])[0];
        XElement config = BoxReaders.Xml(files["labeling_config.xml"]).Root!;
        XElement image = config.Element("Image")!;
        XElement labels = config.Element("RectangleLabels")!;
        Assert.Equal("$image", (string)image.Attribute("value")!);
        Assert.Equal("page one.png", task.GetProperty("data").GetProperty("image").GetString());
        JsonElement prediction = task.GetProperty("predictions")[0];
        Assert.Equal("fake", prediction.GetProperty("model_version").GetString());
        Assert.Equal(0.8, prediction.GetProperty("score").GetDouble(), 1e-6);
        JsonElement[] results = [.. prediction.GetProperty("result").EnumerateArray()];
        Assert.All(results[..^1], result =>
        {
            Assert.Equal((string)labels.Attribute("name")!, result.GetProperty("from_name").GetString());
            Assert.Equal((string)labels.Attribute("toName")!, result.GetProperty("to_name").GetString());
            Assert.Equal((string)image.Attribute("name")!, result.GetProperty("to_name").GetString());
            Assert.Contains(
                result.GetProperty("value").GetProperty("rectanglelabels")[0].GetString(), labels.Elements("Label").Select(l => (string)l.Attribute("value")!));
            Assert.InRange(result.GetProperty("value").GetProperty("x").GetDouble() + result.GetProperty("value").GetProperty("width").GetDouble(), 0, 100.001);
        });
        JsonElement relation = results[^1];
        Assert.Equal("relation", relation.GetProperty("type").GetString());
        Assert.Equal(results[3].GetProperty("id").GetString(), relation.GetProperty("from_id").GetString());
        Assert.Equal(results[2].GetProperty("id").GetString(), relation.GetProperty("to_id").GetString());
        Assert.Equal("caption_of", (string)config.Element("Relations")!.Elements("Relation").Single().Attribute("value")!);
    }
}
