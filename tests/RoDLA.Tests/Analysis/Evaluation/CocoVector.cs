using System.Text.Json.Nodes;
using RoDLA.Analysis.Evaluation.Coco;

namespace RoDLA.Tests.Analysis.Evaluation;

/// <summary>A set of <c>reference/coco-vectors.json</c> with the figures that NumPy computed from it.</summary>
internal sealed record CocoVector(string Name, IReadOnlyList<EvaluatedPage> Pages, int Classes, JsonObject Figures)
{
    public static IReadOnlyList<CocoVector> All { get; } =
    [
        .. JsonNode.Parse(File.ReadAllBytes(Path.Combine(
            RepositoryRoot.Path, "tests/RoDLA.Tests/Analysis/Evaluation/reference/coco-vectors.json")))!.AsArray().Select(v => Read(v!)),
    ];

    /// <summary>The twelve figures; null where there is no truth.</summary>
    public double?[] Stats(CocoProtocol protocol) => Numbers(protocol, "stats");

    /// <summary>AP of each class.</summary>
    public double?[] ClassMeans(CocoProtocol protocol) => Numbers(protocol, "classes");

    private double?[] Numbers(CocoProtocol protocol, string key) =>
    [
        .. Figures[protocol.Name]![key]!.AsArray().Select(n => n!.GetValue<double>() is >= 0 and double figure ? figure : (double?)null),
    ];

    private static CocoVector Read(JsonNode vector)
    {
        JsonNode truth = vector["truth"]!;
        ILookup<int, JsonNode> truths = truth["annotations"]!.AsArray().ToLookup(a => a!["image_id"]!.GetValue<int>(), a => a!);
        ILookup<int, JsonNode> detections = vector["detections"]!.AsArray().ToLookup(d => d!["image_id"]!.GetValue<int>(), d => d!);
        EvaluatedPage[] pages =
        [
            .. truth["images"]!.AsArray().Select(i => i!["id"]!.GetValue<int>())
                .Select(id => new EvaluatedPage([.. truths[id].Select(ReadTruth)], [.. detections[id].Select(ReadDetection)])),
        ];
        return new CocoVector(vector["name"]!.GetValue<string>(), pages, truth["categories"]!.AsArray().Count, (JsonObject)vector);
    }

    private static TruthBox ReadTruth(JsonNode node)
    {
        double[] box = Box(node);
        bool isCrowd = node["iscrowd"]!.GetValue<int>() == 1;
        return new TruthBox(Class(node), box[0], box[1], box[2], box[3], node["area"]!.GetValue<double>())
        {
            IsCrowd = isCrowd,
            IsIgnored = isCrowd,
        };
    }

    private static DetectedBox ReadDetection(JsonNode node)
    {
        double[] box = Box(node);
        return new DetectedBox(Class(node), node["score"]!.GetValue<double>(), box[0], box[1], box[2], box[3]);
    }

    private static int Class(JsonNode node) => node["category_id"]!.GetValue<int>() - 1;

    private static double[] Box(JsonNode node) => [.. node["bbox"]!.AsArray().Select(n => n!.GetValue<double>())];
}
