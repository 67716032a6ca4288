using Microsoft.Extensions.DependencyInjection;
using RoDLA.Analysis.Exports;
using RoDLA.Analysis.Exports.Annotations;
using RoDLA.Analysis.Exports.Documents;
using RoDLA.Analysis.Exports.Tables;

namespace RoDLA.Analysis.Registration;

/// <summary>Registers the export formats.</summary>
public static class ExportServices
{
    private static readonly IExporter[] All =
    [
        new JsonExporter(),
        new JsonLinesExporter(),
        new CsvExporter(),
        new XlsxExporter(),
        new YoloExporter(),
        new CocoExporter(),
        new CocoResultsExporter(),
        new VocExporter(),
        new LabelStudioExporter(),
        new PageXmlExporter(),
        new AltoExporter(),
        new HocrExporter(),
        new DocumentExporter("markdown", ".md", static _ => new MarkdownWriter()),
        new DocumentExporter("html", ".html", static title => new HtmlWriter(title)),
        new ZipExporter(),
    ];

    /// <summary>Names of the formats, in the order of docs/exports.md.</summary>
    public static IReadOnlyList<string> Formats { get; } = [.. All.Select(exporter => exporter.Name)];

    /// <summary>Adds <see cref="ExporterCatalog"/> and one <see cref="IExporter"/> per format.</summary>
    public static IServiceCollection AddExporters(this IServiceCollection services)
    {
        foreach (IExporter exporter in All)
        {
            services.AddSingleton(exporter);
        }

        return services.AddSingleton<ExporterCatalog>();
    }
}
