using System.Text;
using System.Text.Json.Nodes;
using RoDLA.Jobs.Model;
using RoDLA.Tests.Imaging;
using RoDLA.Tests.Jobs.Fixtures;
using Xunit;

namespace RoDLA.Tests.Jobs.Exports;

public sealed class JsonLinesExporterTests
{
    [Fact]
    public async Task WriteAsync_AnyStates_HasALinePerImageWithItsReport()
    {
        using StoredJob job = CsvExporterTests.Mixed();
        string text = Encoding.UTF8.GetString(await Exported.AsAsync(job, "jsonl"));
        Assert.EndsWith("\n", text, StringComparison.Ordinal);
        JsonObject[] lines = [.. text.TrimEnd('\n').Split('\n').Select(line => (JsonObject)JsonNode.Parse(line)!)];
        Assert.Equal(["one.png", "bad.pdf", "late.png", "next.png"], lines.Select(line => line["name"]!.GetValue<string>()));
        Assert.Equal(["success", "failed", "cancelled", "pending"], lines.Select(line => line["status"]!.GetValue<string>()));
        Assert.Equal([0, 1, 2, 3], lines.Select(line => line["index"]!.GetValue<int>()));
        JsonNode stored = JsonNode.Parse(File.ReadAllBytes(job.Paths.Result(job.Snapshot.Definition, 0)))!;
        Assert.True(JsonNode.DeepEquals(stored, lines[0]["report"]));
        Assert.Equal(stored.AsObject().Select(entry => entry.Key), lines[0]["report"]!.AsObject().Select(entry => entry.Key));
        Assert.Equal(1.25, lines[0]["processing_time"]!.GetValue<double>());
        Assert.Equal("Too big.", lines[1]["error"]!.GetValue<string>());
        Assert.Equal("over_limit", lines[1]["error_category"]!.GetValue<string>());
        Assert.Equal(3, lines[1]["page"]!.GetValue<int>());
        Assert.Equal(2, lines[1]["attempts"]!.GetValue<int>());
        Assert.All(lines[1..], line => Assert.True(line.ContainsKey("report") && line["report"] is null));
    }

    [Fact]
    public async Task WriteAsync_OneDamagedResult_HasTheOthers()
    {
        using StoredJob job = new();
        job.Add("a.png", 1, ("text", 0.5f)).AddStored("b.png", 1, "{\"all"u8.ToArray()).Add("c.png", 1, ("text", 0.5f));
        string[] lines = Encoding.UTF8.GetString(await Exported.AsAsync(job, "jsonl")).TrimEnd('\n').Split('\n');
        Assert.Equal([true, false, true], lines.Select(line => JsonNode.Parse(line)!["report"] is not null));
    }

    [ToolFact("python3", "python3")]
    public async Task WriteAsync_ReadByPython_HasEveryImage()
    {
        using StoredJob job = new();
        job.Add("line\nfeed \u2028 é.png", 1, ("text", 0.25f)).AddWithout("x", ItemState.Failed, "no\nway", ErrorCategory.Internal);
        string read = await Exported.PythonAsync(
            "import json, sys\n" +
            "for line in sys.stdin.buffer.read().decode('utf-8').rstrip('\\n').split('\\n'):\n" +
            "    image = json.loads(line); print(ascii([image['name'], image['error'], len((image['report'] or {}).get('all_detections', []))]))",
            await Exported.AsAsync(job, "jsonl"));
        Assert.Equal("['line\\nfeed \\u2028 \\xe9.png', None, 1]\n['x', 'no\\nway', 0]\n", read);
    }
}
