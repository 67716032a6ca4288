using RoDLA.Api.Errors;

namespace RoDLA.Api.Uploads;

/// <summary>Reads forms with exactly one file, which stays in memory while it is small.</summary>
/// <param name="folder">Where a large file goes.</param>
/// <param name="options">The limits.</param>
/// <param name="metrics">Counts the files.</param>
internal sealed class UploadReader(UploadFolder folder, IOptions<UploadOptions> options, UploadMetrics metrics) : IFileSink
{
    /// <summary>Name of the field that carries the file.</summary>
    public const string FileField = "file";

    private readonly UploadOptions _options = options.Value;

    /// <inheritdoc/>
    public string Field => FileField;

    /// <inheritdoc/>
    public FormLimits Limits { get; } = new(
        options.Value.MaxFileBytes + FormLimits.Overhead,
        options.Value.MaxParts,
        options.Value.MaxFieldKilobytes * 1024,
        TooLarge(options.Value));

    /// <summary>Reads a form to its end; the file is removed when the response is complete.</summary>
    /// <exception cref="ApiException">It is not a form, it is malformed, or it is over a limit.</exception>
    public async Task<FormFields> ReadAsync(HttpContext context, CancellationToken cancellationToken)
    {
        using CancellationTokenSource limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(_options.Timeout);
        try
        {
            FormFields form = await FormReader.ReadAsync(context.Request, this, limit.Token);
            context.Response.RegisterForDisposeAsync(form);
            metrics.Add(form.File is null ? 0 : 1);
            return form;
        }
        catch (OperationCanceledException e) when (!cancellationToken.IsCancellationRequested)
        {
            string detail = $"The form did not arrive within {_options.Timeout.TotalSeconds:0.###} s, the longest that an upload may take.";
            throw new ApiException(ProblemKind.SlowRequest, detail, inner: e);
        }
    }

    /// <inheritdoc/>
    public async ValueTask<long> TakeAsync(FormFields form, string name, Stream content, CancellationToken cancellationToken)
    {
        if (form.File is not null)
        {
            form.Add(Field, "Exactly one file is taken, and more than one was sent.");
            return 0;
        }

        form.File = new UploadedFile(folder, name, _options.MemoryKilobytes * 1024);
        return await form.File.FillAsync(content, _options.MaxFileBytes, cancellationToken)
            ? form.File.Length
            : throw new ApiException(ProblemKind.TooLarge, TooLarge(_options));
    }

    private static string TooLarge(UploadOptions options) =>
        $"The file is larger than {options.MaxFileMegabytes} MiB, the most that is taken.";
}
