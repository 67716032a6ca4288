namespace RoDLA.Analysis.Evaluation.Labels;

/// <summary>Labels of a COCO file. Its images are found among the pages by their names, with folders or without.</summary>
internal static class CocoLabels
{
    /// <summary>Reads the file.</summary>
    /// <exception cref="InvalidDataException">It is no COCO file.</exception>
    public static LabelSet Read(LabelFile file, IReadOnlyList<LabelTarget> pages)
    {
        if (Parse(file) is not { } root || root["images"] is not JsonArray images || root["annotations"] is not JsonArray annotations
            || root["categories"] is not JsonArray categories)
        {
            throw new InvalidDataException($"'{file.Name}' is no COCO file: it needs 'images', 'annotations' and 'categories'.");
        }

        Dictionary<long, string> names = [];
        foreach (JsonNode? category in categories)
        {
            if (Integer(category?["id"]) is { } id && Text(category?["name"]) is { } name)
            {
                names[id] = name;
            }
        }

        List<string> mistakes = [];
        List<PageLabel>?[] labels = new List<PageLabel>?[pages.Count];
        Dictionary<long, int> places = [];
        foreach (JsonNode? image in images)
        {
            if (Integer(image?["id"]) is { } id && Text(image?["file_name"]) is { } name && Find(pages, name) is >= 0 and int place)
            {
                places[id] = place;
                labels[place] = [];
                CheckSize(image!, name, pages[place], mistakes);
            }
        }

        foreach (JsonNode? node in annotations)
        {
            if (node is not JsonObject annotation || Integer(annotation["image_id"]) is not { } image)
            {
                mistakes.Add($"An annotation of '{file.Name}' has no 'image_id'.");
            }
            else if (places.TryGetValue(image, out int place))
            {
                Add(labels[place]!, annotation, names, pages[place].Name, mistakes);
            }
        }

        mistakes.AddRange(pages.Where((_, i) => labels[i] is null).Select(p => $"'{p.Name}' is not among the images of '{file.Name}'."));
        return new LabelSet(
            "coco", [.. names.Values.Distinct()], [.. labels.Select(l => l ?? [])], [.. mistakes.Take(LabelReader.MaxMistakes)]);
    }

    private static JsonObject? Parse(LabelFile file)
    {
        try
        {
            using JsonDocument json = JsonDocument.Parse(
                new MemoryStream(File.ReadAllBytes(file.Path)), new JsonDocumentOptions { AllowDuplicateProperties = false });
            return json.RootElement.ValueKind == JsonValueKind.Object ? JsonObject.Create(json.RootElement.Clone()) : null;
        }
        catch (JsonException e)
        {
            throw new InvalidDataException($"'{file.Name}' is not JSON: {e.Message}", e);
        }
    }

    private static int Find(IReadOnlyList<LabelTarget> pages, string name)
    {
        string plain = name.Replace('\\', '/');
        int whole = pages.ToList().FindIndex(p => p.Name == plain);
        int[] ends = whole >= 0 ? [whole] : Indices(pages, p => p.Name.EndsWith('/' + plain, StringComparison.Ordinal));
        int[] last = ends.Length > 0 ? ends : Indices(pages, p => Path.GetFileName(p.Name) == Path.GetFileName(plain));
        return last.Length == 1 ? last[0] : -1;
    }

    private static int[] Indices(IReadOnlyList<LabelTarget> pages, Func<LabelTarget, bool> condition) =>
        [.. Enumerable.Range(0, pages.Count).Where(i => condition(pages[i]))];

    private static void CheckSize(JsonNode image, string name, LabelTarget page, List<string> mistakes)
    {
        if (Integer(image["width"]) is { } width && Integer(image["height"]) is { } height && page.Size is { } size
            && (width, height) != (size.Width, size.Height))
        {
            mistakes.Add($"'{name}' is {width}×{height} pixels in the COCO file, but its upright page is {size}.");
        }
    }

    private static void Add(
        List<PageLabel> labels, JsonObject annotation, Dictionary<long, string> names, string page, List<string> mistakes)
    {
        if (annotation["bbox"] is not JsonArray { Count: 4 } box || !box.All(IsNumber))
        {
            mistakes.Add($"An annotation of '{page}' has no 'bbox' of four numbers.");
        }
        else if (Integer(annotation["category_id"]) is not { } category || !names.TryGetValue(category, out string? name))
        {
            mistakes.Add($"An annotation of '{page}' has no 'category_id', or one that is none of the categories.");
        }
        else
        {
            labels.Add(new PageLabel(name, Kept(annotation)));
        }
    }

    // Polygons move with their page; a run-length mask cannot, and only its box counts here.
    private static JsonObject Kept(JsonObject annotation)
    {
        JsonObject kept = new() { ["bbox"] = annotation["bbox"]!.DeepClone() };
        if (annotation["segmentation"] is JsonArray rings
            && rings.All(r => r is JsonArray { Count: >= 6 } ring && ring.Count % 2 == 0 && ring.All(IsNumber)))
        {
            kept["segmentation"] = rings.DeepClone();
        }

        foreach (string key in (string[])["area", "iscrowd"])
        {
            if (IsNumber(annotation[key]))
            {
                kept[key] = annotation[key]!.DeepClone();
            }
        }

        return kept;
    }

    private static long? Integer(JsonNode? node) => node is JsonValue value && value.TryGetValue(out long number) ? number : null;

    private static string? Text(JsonNode? node) => node is JsonValue value && value.GetValueKind() == JsonValueKind.String
        ? value.GetValue<string>()
        : null;

    private static bool IsNumber(JsonNode? node) =>
        node is JsonValue value && value.TryGetValue(out double number) && float.IsFinite((float)number);
}
