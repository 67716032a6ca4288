using System.Text.Json;
using RoDLA.Analysis.Exports;
using Xunit;

namespace RoDLA.Tests.Analysis.Exports.Annotations;

/// <summary>The rules of the importers of Datumaro (CVAT), FiftyOne, Label Studio and pycocotools.</summary>
public sealed class CocoExporterTests
{
    private static AnswerPages Source() => Sample.Source(
        "doc.pdf", Sample.Report("a.png"), Sample.Report("box/A.png"), Sample.Report("a.jpg"), Sample.Report("b.png", []));

    [Fact]
    public async Task WriteAsync_Instances_HasWhatImportersRequire()
    {
        JsonElement coco = BoxReaders.Json(await Sample.ExportAsync("coco", Source()));

        // Datumaro: a licenses section, or an OSError.
        JsonElement license = coco.GetProperty("licenses").EnumerateArray().Single();
        Assert.Equal(JsonValueKind.Number, license.GetProperty("id").ValueKind);
        Assert.Equal(JsonValueKind.Object, coco.GetProperty("info").ValueKind);
        JsonElement[] images = [.. coco.GetProperty("images").EnumerateArray()];
        JsonElement[] categories = [.. coco.GetProperty("categories").EnumerateArray()];
        JsonElement[] annotations = [.. coco.GetProperty("annotations").EnumerateArray()];

        // CVAT: whole numbers, and neither two names nor two stems alike.
        Assert.Equal([1, 2, 3, 4], images.Select(i => i.GetProperty("id").GetInt32()));
        string[] files = [.. images.Select(i => i.GetProperty("file_name").GetString()!)];
        Assert.Equal(["a.png", "A-2.png", "a-3.jpg", "b.png"], files);
        Assert.Equal(files.Length, files.Select(Path.GetFileNameWithoutExtension).Distinct(StringComparer.OrdinalIgnoreCase).Count());
        Assert.All(images, i => Assert.Equal((Sample.Width, Sample.Height), (i.GetProperty("width").GetInt32(), i.GetProperty("height").GetInt32())));

        Assert.Equal(Sample.Classes, categories.Select(c => c.GetProperty("name").GetString()));
        Assert.Equal([1, 2, 3, 4, 5], categories.Select(c => c.GetProperty("id").GetInt32()));
        Assert.All(categories, c => Assert.NotEmpty(c.GetProperty("supercategory").GetString()!));

        Assert.Equal(Enumerable.Range(1, 12), annotations.Select(a => a.GetProperty("id").GetInt32()));
        Assert.All(annotations, a =>
        {
            double[] box = [.. a.GetProperty("bbox").EnumerateArray().Select(v => v.GetDouble())];
            Assert.Equal(4, box.Length);
            Assert.Equal(box[2] * box[3], a.GetProperty("area").GetDouble(), 1e-6);
            Assert.InRange(box[0] + box[2], 0, Sample.Width + 0.001);
            Assert.InRange(box[1] + box[3], 0, Sample.Height + 0.001);
            Assert.Equal(0, a.GetProperty("iscrowd").GetInt32());
            Assert.Equal(JsonValueKind.Array, a.GetProperty("segmentation").ValueKind);
            Assert.InRange(a.GetProperty("score").GetDouble(), 0, 1);
            Assert.Contains(a.GetProperty("category_id").GetInt32(), categories.Select(c => c.GetProperty("id").GetInt32()));
            Assert.Contains(a.GetProperty("image_id").GetInt32(), images.Select(i => i.GetProperty("id").GetInt32()));
        });
    }

    [Fact]
    public async Task WriteAsync_Results_AreThoseOfTheInstances()
    {
        JsonElement coco = BoxReaders.Json(await Sample.ExportAsync("coco", Source()));
        JsonElement results = BoxReaders.Json(await Sample.ExportAsync("coco_results", Source()));

        Assert.Equal(
            coco.GetProperty("annotations").EnumerateArray().Select(Fields), results.EnumerateArray().Select(Fields));
        Assert.All(results.EnumerateArray(), r => Assert.Equal(
            ["image_id", "category_id", "bbox", "score"], r.EnumerateObject().Select(p => p.Name)));

        static string Fields(JsonElement a) => string.Join(
            ' ', a.GetProperty("image_id"), a.GetProperty("category_id"), a.GetProperty("bbox"), a.GetProperty("score"));
    }

    [Fact]
    public async Task WriteAsync_PagesOfTwoModels_HaveUniqueNames()
    {
        AnswerPages source = AnswerPages.Of(
            new RoDLA.Analysis.Pipeline.DocumentReport(true, "doc", 2, Pages()), DateTimeOffset.UnixEpoch, static _ => []);

        JsonElement coco = BoxReaders.Json(await Sample.ExportAsync("coco", source));

        Assert.Equal(
            ["class_0", "table", "class_2", "figure", "Table"],
            coco.GetProperty("categories").EnumerateArray().Select(c => c.GetProperty("name").GetString()));
        Assert.Equal([2, 4, 5], coco.GetProperty("annotations").EnumerateArray().Select(a => a.GetProperty("category_id").GetInt32()));

        static async IAsyncEnumerable<object> Pages()
        {
            await Task.Yield();
            yield return Sample.Report("a", [Sample.Detection(1, "table", (0, 0, 9, 9), 0.5f), Sample.Detection(3, "figure", (0, 0, 9, 9), 0.5f)]);
            yield return Sample.Report("b", [Sample.Detection(1, "Table", (0, 0, 9, 9), 0.5f)]);
        }
    }
}
