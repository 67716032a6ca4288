using RoDLA.Analysis.Registration;
using RoDLA.Api.Forms;
using RoDLA.Api.Uploads;

namespace RoDLA.Api.Exports;

/// <summary>The fields of a request for an export, in a form or in a query.</summary>
internal sealed class ExportForm(ExporterCatalog exporters)
{
    /// <summary>The format of jobs when none is sent.</summary>
    public const string DefaultOfJobs = "csv";

    private readonly ExportFormatField _format = new(
        exporters, "Answer the pages as a file of this format instead of the answer in full: see docs/exports.md.");

    private readonly EnumField<ExportRows> _rows = new(
        "rows", "What a row of `format=csv` stands for.", ExportRows.Detections);

    private readonly BooleanField _confidence = new(
        "confidence", "Write the confidence as a sixth column of `format=yolo`, which programs that train do not take.", false);

    /// <summary>The fields.</summary>
    public IReadOnlyList<FormField> Fields => [_format, _rows, _confidence];

    /// <summary>The parameters of a query, by name.</summary>
    public static (string Name, string Text)[] Parameters { get; } =
    [
        ("format", $"Name of the format: {string.Join(", ", ExportServices.Formats)}; {DefaultOfJobs} when it is not sent."),
        ("rows", "What a row of `format=csv` stands for: detections or images; detections when it is not sent."),
        ("confidence", "Whether `format=yolo` has the confidence as a sixth column; false when it is not sent."),
    ];

    /// <summary>Adds the fields of a query to a form, for a request that has both.</summary>
    public static void KeepQuery(FormFields form, IQueryCollection query)
    {
        foreach (string name in Parameters.Select(parameter => parameter.Name).Where(query.ContainsKey))
        {
            form.Keep(name, query[name].ToString());
        }
    }

    /// <summary>Reads a form; null when it asks for no format. Mistakes are added to it.</summary>
    public ExportRequest? Read(FormFields form)
    {
        ExportOptions options = new() { Rows = _rows.Read(form), Confidences = _confidence.Read(form) };
        return _format.Read(form) is { } exporter ? new ExportRequest(exporter, options) : null;
    }

    /// <summary>Reads a query.</summary>
    /// <exception cref="Errors.ApiException">With every mistake.</exception>
    public ExportRequest Read(string? format, string? rows, string? confidence)
    {
        FormFields form = new();
        form.Keep(_format.Name, format ?? DefaultOfJobs);
        form.Keep(_rows.Name, rows ?? "");
        form.Keep(_confidence.Name, confidence ?? "");
        ExportRequest? request = Read(form);
        form.ThrowIfAny();
        return request!;
    }
}
