using RoDLA.Api.Errors;

namespace RoDLA.Api.Uploads;

/// <summary>Takes exactly one file, in memory while it is small.</summary>
/// <param name="fieldName">Name of the field that carries it.</param>
/// <param name="folder">Where a large file goes.</param>
/// <param name="options">The limits.</param>
internal sealed class SingleFileSink(string fieldName, UploadFolder folder, UploadOptions options) : IFileSink
{
    /// <inheritdoc/>
    public string Field => fieldName;

    /// <summary>What a form with one file may hold.</summary>
    public static FormLimits Limits(UploadOptions options) => new(
        options.MaxFileBytes + FormLimits.Overhead, options.MaxParts, options.MaxFieldKilobytes * 1024, TooLarge(options));

    /// <inheritdoc/>
    public async ValueTask<long> TakeAsync(UploadForm form, string name, Stream content, CancellationToken cancellationToken)
    {
        if (form.File is not null)
        {
            form.Add(new FieldError(fieldName, "Exactly one file is taken, and more than one was sent."));
            return 0;
        }

        UploadedFile file = new(folder, name, options.MemoryKilobytes * 1024);
        form.Add(file);
        return await file.FillAsync(content, options.MaxFileBytes, cancellationToken)
            ? file.Length
            : throw new ApiException(ProblemKind.TooLarge, TooLarge(options));
    }

    private static string TooLarge(UploadOptions options) =>
        $"The file is larger than {options.MaxFileMegabytes} MiB, the most that is taken.";
}
