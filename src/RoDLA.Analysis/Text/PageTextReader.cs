using RoDLA.Imaging.Ocr;

namespace RoDLA.Analysis.Text;

/// <summary>Reads the text of a page's elements: from the text layer of its document, or by recognition.</summary>
internal sealed class PageTextReader(TextRecognizer recognizer)
{
    private const string NoLayerNote = "The page has no text layer: text=ocr recognizes its text.";
    private const string PerturbedNote = "A perturbed page has no text layer: text=ocr recognizes its text.";

    /// <summary>Reads the text; a tool that is missing or fails is a note.</summary>
    public async Task<PageTexts> ReadAsync(PageTextRequest request, CancellationToken cancellationToken)
    {
        try
        {
            if (request.Layer is not null && await request.Layer(cancellationToken).ConfigureAwait(false) is { IsEmpty: false } layer)
            {
                return await WorkThreads.Shared.RunAsync(() => FromLayer(request, layer), cancellationToken).ConfigureAwait(false);
            }

            return request.Settings.Recognize
                ? await RecognizeAsync(request, cancellationToken).ConfigureAwait(false)
                : new PageTexts([], [request.Layer is null ? PerturbedNote : NoLayerNote]);
        }
        catch (ImageException e)
        {
            return new PageTexts([], [e.Message]);
        }
    }

    private static PageTexts FromLayer(PageTextRequest request, PageText layer)
    {
        IReadOnlyList<List<IReadOnlyList<PageWord>>> words =
            WordAssignment.Assign(layer, [.. request.Elements.Select(element => element.Box)]);
        return new PageTexts([.. request.Elements.Select((element, i) => Text(request.Image, element, words[i]))], []);
    }

    private async Task<PageTexts> RecognizeAsync(PageTextRequest request, CancellationToken cancellationToken)
    {
        int[] readable = [.. Enumerable.Range(0, request.Elements.Count).Where(i => IsReadable(request.Elements[i]))];
        PagePart[] parts = [.. readable.Select(i => PagePart.Of(request.Elements[i].Box, request.Image.Size))];
        IReadOnlyList<PageText> read = await recognizer
            .RecognizeAsync(request.Image, parts, request.Settings.Languages, request.Priority, cancellationToken).ConfigureAwait(false);
        ElementText[] texts = [.. request.Elements.Select(_ => ElementText.None)];
        for (int i = 0; i < readable.Length; i++)
        {
            texts[readable[i]] = Text(request.Image, request.Elements[readable[i]], read[i].Lines);
        }

        return new PageTexts(texts, []);
    }

    private static ElementText Text(PageImage image, LayoutElement element, IReadOnlyList<IReadOnlyList<PageWord>> words)
    {
        ElementRole role = ClassRoles.RoleOf(element.ClassName);
        IReadOnlyList<IReadOnlyList<PageWord>> lines = TextAssembler.Lines(words);
        return TextAssembler.Assemble(lines, role) is { } text
            ? new ElementText(text, lines, role == ElementRole.Table ? Cells(image, element.Box, words) : null)
            : ElementText.None;
    }

    private static IReadOnlyList<IReadOnlyList<string>>? Cells(
        PageImage image, BoundingBox table, IReadOnlyList<IReadOnlyList<PageWord>> words)
    {
        if (TableGrid.Find(image, table) is not { } grid)
        {
            return null;
        }

        IReadOnlyList<BoundingBox>[] rows = [.. grid.Cells()];
        IReadOnlyList<List<IReadOnlyList<PageWord>>> cells =
            WordAssignment.Assign(new PageText(words), [.. rows.SelectMany(row => row)]);
        int columns = rows[0].Count;
        return
        [
            .. rows.Select((row, y) =>
                (IReadOnlyList<string>)[.. row.Select((_, x) => Cell(cells[(y * columns) + x]))]),
        ];
    }

    private static string Cell(IReadOnlyList<IReadOnlyList<PageWord>> words) =>
        TextAssembler.Assemble(TextAssembler.Lines(words), ElementRole.Text) ?? "";

    private static bool IsReadable(LayoutElement element) => ClassRoles.RoleOf(element.ClassName)
        is not (ElementRole.Picture or ElementRole.Chart or ElementRole.Graphic or ElementRole.Separator);
}
