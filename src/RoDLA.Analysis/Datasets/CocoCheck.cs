namespace RoDLA.Analysis.Datasets;

/// <summary>Finds what is wrong with a COCO file before any work.</summary>
/// <param name="settings">The run.</param>
internal sealed class CocoCheck(DatasetSettings settings)
{
    private const int MaxListed = 20;
    private const int FirstTransposed = 5;

    private readonly List<string> _mistakes = [];
    private readonly string? _moving = settings.Steps.FirstOrDefault(s => PerturbationCatalog.ByName[s.Type].MovesBoxes)?.Type;

    /// <summary>Id and file name of an image; null after noting a mistake.</summary>
    public (long Id, string Name)? Image(JsonNode? node, Dictionary<long, List<JsonObject>> known)
    {
        if (node is not JsonObject image || Integer(image["id"]) is not { } id || Text(image["file_name"]) is not { Length: > 0 } name)
        {
            return Fail<(long, string)?>("An image has no whole number as 'id', or no 'file_name'.");
        }

        if (known.ContainsKey(id))
        {
            return Fail<(long, string)?>($"Two images have the id {id}.");
        }

        if (Path.IsPathRooted(name) || name.Split('/', '\\').Contains(".."))
        {
            return Fail<(long, string)?>($"The file name '{name}' of image {id} leaves the folder of images.");
        }

        return File.Exists(Path.Combine(settings.Images, name))
            ? (id, name)
            : Fail<(long, string)?>($"Image {id}, '{name}', is not in '{settings.Images}'.");
    }

    /// <summary>Id of an annotation's image; null after noting a mistake.</summary>
    public long? Annotation(JsonNode? node, Dictionary<long, List<JsonObject>> known)
    {
        if (node is not JsonObject annotation || Integer(annotation["image_id"]) is not { } imageId || !known.ContainsKey(imageId))
        {
            return Fail<long?>("An annotation has no 'image_id', or that of no image that can be used.");
        }

        if (annotation["bbox"] is not JsonArray { Count: 4 } box || !box.All(IsNumber))
        {
            return Fail<long?>($"An annotation of image {imageId} has no 'bbox' of four numbers.");
        }

        switch (annotation["segmentation"])
        {
            case null:
            case JsonArray rings when rings.All(r => r is JsonArray { Count: >= 6 } ring && ring.Count % 2 == 0 && ring.All(IsNumber)):
            case JsonObject when _moving is null:
                return imageId;
            case JsonObject:
                return Fail<long?>(
                $"An annotation of image {imageId} has a run-length mask, which {_moving} cannot move: leave it out, or make it polygons.");
            default:
                return Fail<long?>($"An annotation of image {imageId} has a 'segmentation' that is no list of polygons.");
        }
    }

    /// <summary>The image, its annotations turned to its upright page where they must be; a size that disagrees is a mistake.</summary>
    public DatasetImage Size(DatasetImage image, DocumentInfo info)
    {
        PageSize upright = info.FirstPage;
        PageSize stored = info.Orientation >= FirstTransposed ? new PageSize(upright.Height, upright.Width) : upright;
        PageSize size = Integer(image.Entry["width"]) is { } width && Integer(image.Entry["height"]) is { } height
            ? new PageSize((int)Math.Clamp(width, 0, int.MaxValue), (int)Math.Clamp(height, 0, int.MaxValue))
            : settings.Exif == ExifHandling.Apply ? stored : upright;
        if (settings.Exif == ExifHandling.Apply && info.Orientation > 1 && size == stored)
        {
            ExifTurn turn = new(info.Orientation, stored);
            return image.Annotations.Any(annotation => annotation["segmentation"] is JsonObject)
                ? Fail<DatasetImage>($"'{image.FileName}' has a run-length mask, which cannot be turned: make it polygons.")!
                : image with { Annotations = [.. image.Annotations.Select(annotation => AnnotationMover.Move(annotation, turn))] };
        }

        if (size != upright)
        {
            string remedy = size == stored ? ": its boxes disregard the EXIF orientation; --exif apply turns them" : "";
            Fail<object>($"'{image.FileName}' is {size} pixels in the COCO file, but its upright page is {upright}{remedy}.");
        }

        return image;
    }

    /// <summary>No two pages may be written to one file.</summary>
    public void Names(IEnumerable<DatasetImage> images)
    {
        foreach (IGrouping<string, DatasetImage> same in images
            .GroupBy(i => i.OutputName, StringComparer.OrdinalIgnoreCase)
            .Where(g => g.Count() > 1))
        {
            Fail<object>($"More than one image would be written as '{same.Key}'.");
        }
    }

    /// <exception cref="DatasetException">A mistake was noted.</exception>
    public void ThrowIfAny()
    {
        if (_mistakes.Count > 0)
        {
            string[] rest = _mistakes.Count > MaxListed ? [$"And {_mistakes.Count - MaxListed} more."] : [];
            throw new DatasetException([.. _mistakes.Take(MaxListed), .. rest]);
        }
    }

    private static long? Integer(JsonNode? node) => node is JsonValue value && value.TryGetValue(out long number) ? number : null;

    private static string? Text(JsonNode? node) => node is JsonValue value && value.TryGetValue(out string? text) ? text : null;

    private static bool IsNumber(JsonNode? node) =>
        node is JsonValue value && value.TryGetValue(out double number) && float.IsFinite((float)number);

    private T? Fail<T>(string mistake)
    {
        _mistakes.Add(mistake);
        return default;
    }
}
