namespace RoDLA.Analysis.Datasets;

/// <summary>A COCO file, read and checked.</summary>
/// <param name="root">The file.</param>
/// <param name="images">Its images with their annotations.</param>
internal sealed class CocoDataset(JsonObject root, IReadOnlyList<DatasetImage> images)
{
    /// <summary>Its images with their annotations.</summary>
    public IReadOnlyList<DatasetImage> Images { get; } = images;

    /// <summary>The same file with the annotations turned.</summary>
    public CocoDataset With(IReadOnlyList<DatasetImage> turned) => new(root, turned);

    /// <summary>Everything of the file but its images and annotations, such as its categories.</summary>
    public IEnumerable<KeyValuePair<string, JsonNode?>> Rest => root.Where(p => p.Key is not ("images" or "annotations"));

    /// <summary>Reads the file of a run.</summary>
    /// <exception cref="DatasetException">It cannot be used; the message lists the first mistakes.</exception>
    public static CocoDataset Read(DatasetSettings settings)
    {
        JsonObject root = Parse(settings.CocoFile);
        CocoCheck check = new(settings);
        if (root["images"] is not JsonArray images || root["annotations"] is not JsonArray annotations)
        {
            throw new DatasetException([$"'{settings.CocoFile}' is no COCO file: it has no 'images', or no 'annotations'."]);
        }

        Dictionary<long, List<JsonObject>> byImage = [];
        List<(string Name, JsonObject Entry, List<JsonObject> Annotations)> read = [];
        foreach (JsonNode? node in images)
        {
            if (check.Image(node, byImage) is { } image)
            {
                List<JsonObject> own = [];
                byImage.Add(image.Id, own);
                read.Add((image.Name, (JsonObject)node!, own));
            }
        }

        foreach (JsonNode? node in annotations)
        {
            if (check.Annotation(node, byImage) is { } imageId)
            {
                byImage[imageId].Add((JsonObject)node!);
            }
        }

        DatasetImage[] all = [.. read.Select((r, i) => new DatasetImage(i, r.Name, r.Entry, r.Annotations))];
        check.Names(all);
        check.ThrowIfAny();
        return new CocoDataset(root, all);
    }

    private static JsonObject Parse(string path)
    {
        try
        {
            byte[] bytes = File.ReadAllBytes(path);
            using JsonDocument text = Parse(bytes, allowDuplicates: true);
            if (CocoText.FindBroken(text.RootElement) is { } place)
            {
                throw new DatasetException(
                    [$"'{path}' holds text that is no Unicode at ${place}: an unpaired surrogate, or bytes that are not UTF-8."]);
            }

            using JsonDocument json = Parse(bytes, allowDuplicates: false);
            return json.RootElement.ValueKind == JsonValueKind.Object
                ? JsonObject.Create(json.RootElement.Clone())!
                : throw new DatasetException([$"'{path}' is no COCO file: it holds no object."]);
        }
        catch (JsonException e)
        {
            throw new DatasetException([$"'{path}' is not JSON: {e.Message}"]);
        }
    }

    // The check for duplicates reads the names, which must be text then.
    private static JsonDocument Parse(byte[] bytes, bool allowDuplicates) =>
        JsonDocument.Parse(new MemoryStream(bytes), new JsonDocumentOptions { AllowDuplicateProperties = allowDuplicates });
}
