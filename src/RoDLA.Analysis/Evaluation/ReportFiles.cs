using RoDLA.Analysis.Evaluation.Figures;
using RoDLA.Analysis.Evaluation.Reports;
using RoDLA.Analysis.Storage;

namespace RoDLA.Analysis.Evaluation;

/// <summary>Writes the files of a report: <c>report</c> as JSON, CSV, Markdown and HTML, and <c>heatmap.svg</c>.</summary>
public sealed class ReportFiles
{
    private readonly EvaluationResults _results;
    private readonly EffectTable _effects;
    private readonly Func<int, PerturbationStep?, CancellationToken, Task<PageImage>> _picture;

    /// <param name="results">The cells.</param>
    /// <param name="effects">The table of effects.</param>
    /// <param name="picture">Makes a page of a cell again: index of the page, perturbation or null.</param>
    internal ReportFiles(
        EvaluationResults results, EffectTable effects, Func<int, PerturbationStep?, CancellationToken, Task<PageImage>> picture) =>
        (_results, _effects, _picture) = (results, effects, picture);

    /// <summary>Name of the JSON file.</summary>
    public const string Json = "report.json";

    /// <summary>Name of the table.</summary>
    public const string Csv = "report.csv";

    /// <summary>Name of the Markdown file.</summary>
    public const string Markdown = "report.md";

    /// <summary>Name of the page.</summary>
    public const string Html = "report.html";

    /// <summary>Name of the heat map.</summary>
    public const string HeatMap = "heatmap.svg";

    private const string EffectsFile = "effects.json";

    /// <summary>Makes and writes the report.</summary>
    public async Task<EvaluationReport> WriteAsync(string folder, CancellationToken cancellationToken)
    {
        EvaluationReport report = await WorkThreads.Shared
            .RunAsync(() => new ReportBuilder(_results, _effects).Build(cancellationToken), cancellationToken).ConfigureAwait(false);
        ShownPages shown = new(_results, report, _picture);
        await WriteTextAsync(Path.Combine(folder, HeatMap), HeatMapSvg.Standalone(report)).ConfigureAwait(false);
        await WriteTextAsync(Path.Combine(folder, Csv), ReportTable.Of(report)).ConfigureAwait(false);
        await WriteTextAsync(Path.Combine(folder, Markdown), ReportMarkdown.Of(report)).ConfigureAwait(false);
        IReadOnlyList<IReadOnlyList<ShownPage>> pages = await shown.MakeAsync(cancellationToken).ConfigureAwait(false);
        await WriteTextAsync(Path.Combine(folder, Html), ReportHtml.Of(report, pages)).ConfigureAwait(false);
        if (_results.Settings.MeasureEffects)
        {
            await AtomicFile
                .WriteJsonAsync(Path.Combine(folder, EffectsFile), Measured(report), cancellationToken).ConfigureAwait(false);
        }

        await AtomicFile.WriteJsonAsync(Path.Combine(folder, Json), report, cancellationToken).ConfigureAwait(false);
        return report;
    }

    /// <summary>Reads the JSON file of a report.</summary>
    /// <exception cref="JsonException">The file is none, or one of another version.</exception>
    public static EvaluationReport Read(ReadOnlySpan<byte> json) => ReportComparer.Read(json);

    /// <summary>Compares two reports on the same pages, and writes <c>comparison.json</c> and <c>comparison.md</c>.</summary>
    /// <exception cref="InvalidDataException">The other report is damaged.</exception>
    public static async Task<ReportComparison> WriteComparisonAsync(
        EvaluationReport own, EvaluationReport other, string folder, CancellationToken cancellationToken)
    {
        ReportComparison comparison = await WorkThreads.Shared
            .RunAsync(() => new ReportComparer(own, other).Compare(cancellationToken), cancellationToken).ConfigureAwait(false);
        await WriteTextAsync(Path.Combine(folder, "comparison.md"), ComparisonMarkdown.Of(comparison)).ConfigureAwait(false);
        await AtomicFile.WriteJsonAsync(Path.Combine(folder, "comparison.json"), comparison, cancellationToken).ConfigureAwait(false);
        return comparison;
    }

    private EffectTable Measured(EvaluationReport report) => EffectTable.Measure(
        $"{_results.Model.Name} on {_results.Name}",
        $"Measured on {_results.Pages.Count} pages of {_results.Name}, seed {_results.Settings.Seed}; reference model "
            + $"{_results.Model.Name}, SHA-256 {_results.Model.Sha256}.",
        report.Perturbations.SelectMany(p => p.Degrees.Select(cell => (Step: new PerturbationStep(p.Type, DegreeOf(cell)), cell)))
            .ToDictionary(c => c.Step, c => (c.cell.MsSsim, c.cell.CwSsim, c.cell.Map)));

    private static int DegreeOf(CellFigures cell) => int.Parse(cell.Cell.Split(':')[1], CultureInfo.InvariantCulture);

    private static Task WriteTextAsync(string path, string text) => AtomicFile.WriteAsync(path, Encoding.UTF8.GetBytes(text));
}
