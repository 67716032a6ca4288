using RoDLA.Analysis.Datasets;
using RoDLA.Analysis.Evaluation.Labels;
using RoDLA.Analysis.Evaluation.Running;

namespace RoDLA.Analysis.Evaluation;

/// <summary>The pages of a folder with their labels and the classes that they are compared in.</summary>
/// <param name="Pages">The pages, by their ids or names.</param>
/// <param name="Classes">The classes.</param>
internal sealed record EvaluationPages(IReadOnlyList<LabelledPage> Pages, ClassSpace Classes)
{
    private static readonly string[] Images = [".jpg", ".jpeg", ".png", ".tif", ".tiff", ".webp", ".bmp"];

    /// <summary>Reads the pages of a run.</summary>
    /// <param name="settings">The run.</param>
    /// <param name="model">Classes of the model.</param>
    /// <param name="reader">Reads the headers of the pages.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <exception cref="DatasetException">Something is wrong; nothing was made.</exception>
    public static async Task<EvaluationPages> ReadAsync(
        DatasetEvaluationSettings settings, IReadOnlyList<string> model, IPageReader reader, CancellationToken cancellationToken)
    {
        if (settings.CocoFile is null)
        {
            return new EvaluationPages(Spread(Files(settings.Images), settings.Limit), ClassSpace.Of(model));
        }

        DatasetSettings read = new(settings.Images, settings.CocoFile, settings.Out, settings.Pages.Steps) { Exif = settings.Exif };
        CocoDataset coco = await CocoSizes.CheckAsync(CocoDataset.Read(read), read, reader, cancellationToken).ConfigureAwait(false);
        Dictionary<long, string> names = Categories(coco, settings.CocoFile);
        ClassSpace classes = Match(settings, [.. names.Values.Distinct()], model);
        LabelledPage[] pages =
        [
            .. coco.Images.OrderBy(i => i.Entry["id"]!.GetValue<long>()).Select(i => new LabelledPage(
                i.FileName, [.. i.Annotations.Select(a => new PageLabel(Category(a, names, settings.CocoFile), a))])),
        ];
        return new EvaluationPages(Spread(pages, settings.Limit), classes);
    }

    private static LabelledPage[] Files(string folder)
    {
        LabelledPage[] pages =
        [
            .. Directory.EnumerateFiles(folder).Where(f => Images.Contains(Path.GetExtension(f).ToLowerInvariant()))
                .Select(f => Path.GetFileName(f)).Order(StringComparer.Ordinal).Select(name => new LabelledPage(name, Labels: null)),
        ];
        return pages.Length > 0 ? pages : throw new DatasetException([$"There is no image in '{folder}'."]);
    }

    private static LabelledPage[] Spread(LabelledPage[] pages, int? limit) => limit is not { } most || most >= pages.Length
        ? pages
        : [.. Enumerable.Range(0, most).Select(i => pages[(int)((long)i * pages.Length / most)])];

    private static Dictionary<long, string> Categories(CocoDataset coco, string file)
    {
        Dictionary<long, string> names = [];
        if (coco.Rest.FirstOrDefault(p => p.Key == "categories").Value is JsonArray categories)
        {
            foreach (JsonNode? category in categories)
            {
                if (category?["id"] is JsonValue id && id.TryGetValue(out long number)
                    && category["name"] is JsonValue name && name.TryGetValue(out string? text))
                {
                    names[number] = text;
                }
            }
        }

        return names.Count > 0 ? names : throw new DatasetException([$"'{file}' has no 'categories' with 'id' and 'name'."]);
    }

    private static string Category(JsonObject annotation, Dictionary<long, string> names, string file) =>
        annotation["category_id"] is JsonValue id && id.TryGetValue(out long number) && names.TryGetValue(number, out string? name)
            ? name
            : throw new DatasetException([$"An annotation of '{file}' has no 'category_id', or one that is none of its categories."]);

    private static ClassSpace Match(DatasetEvaluationSettings settings, string[] labels, IReadOnlyList<string> model) =>
        ClassSpace.Match(labels, model, settings.Vocabulary) ?? throw new DatasetException(
            [
                $"The classes of the labels ({string.Join(", ", labels)}) and of the model ({string.Join(", ", model)}) cannot be matched: "
                + $"give a mapping, one of {string.Join(", ", LabelVocabulary.All.Select(v => v.Name))}, or a file of the same form.",
            ]);
}
