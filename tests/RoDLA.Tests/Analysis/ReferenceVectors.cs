using System.Text.Json;
using System.Text.Json.Nodes;
using RoDLA.Detection;
using RoDLA.Imaging;

namespace RoDLA.Tests.Analysis;

/// <summary>The detection sets of <c>reference/vectors.json</c>, with what numpy computed from them.</summary>
internal static class ReferenceVectors
{
    private static readonly JsonObject File = (JsonObject)JsonNode.Parse(
        System.IO.File.ReadAllBytes(Path.Combine(RepositoryRoot.Path, "tests/RoDLA.Tests/Analysis/reference/vectors.json")))!;

    public static string Note => File["note"]!.GetValue<string>();

    public static IReadOnlyList<ReferenceSet> All { get; } = [.. File["sets"]!.AsArray().Select(s => Read((JsonObject)s!))];

    public static ReferenceSet Get(string name) => All.Single(s => s.Name == name);

    private static ReferenceSet Read(JsonObject set)
    {
        JsonArray classes = File["classes"]!.AsArray();
        JsonArray page = set["page"]!.AsArray();
        LayoutElement[] elements = [.. set["elements"]!.AsArray().Select(e => ReadElement(e!.AsArray(), classes))];
        return new ReferenceSet(
            set["name"]!.GetValue<string>(),
            new PageSize(page[0]!.GetValue<int>(), page[1]!.GetValue<int>()),
            elements,
            (JsonObject)set["expected"]!);
    }

    private static LayoutElement ReadElement(JsonArray e, JsonArray classes)
    {
        float[] v = e.Deserialize<float[]>()!;
        return new LayoutElement((int)v[0], classes[(int)v[0]]!.GetValue<string>(), v[1], new BoundingBox(v[2], v[3], v[4], v[5]));
    }
}

/// <summary>One detection set and its expected sections, with the answer's key names.</summary>
internal sealed record ReferenceSet(string Name, PageSize Page, IReadOnlyList<LayoutElement> Elements, JsonObject Expected);
