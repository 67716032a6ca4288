using RoDLA.Api.Errors;
using RoDLA.Api.Uploads;
using RoDLA.Jobs.Uploads;

namespace RoDLA.Api.Inference.Uploading;

/// <summary>Stores the files of a form as an upload, all or none.</summary>
internal sealed class UploadIntake(
    IUploadStore uploads, IDiskGuard disk, IOptions<InferenceOptions> options, UploadMetrics metrics)
{
    private readonly InferenceOptions _options = options.Value;

    /// <summary>Reads a form.</summary>
    /// <param name="request">The request.</param>
    /// <param name="uploadId">The upload that the files are added to; null for a new one.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <returns>The upload, and the files of this request.</returns>
    /// <exception cref="ApiException">A file is refused, there are too many, or there is no such upload.</exception>
    public async Task<(ImageUpload Upload, IReadOnlyList<UploadedImage> Files)> StoreAsync(
        HttpRequest request, string? uploadId, CancellationToken cancellationToken)
    {
        // Before the upload, so that a refused client knows at once.
        disk.ThrowIfFull(request.ContentLength ?? 0);
        using UploadDraft draft =
            (string.IsNullOrEmpty(uploadId) ? uploads.CreateDraft() : uploads.CreateDraft(uploadId)) ?? throw Missing(uploadId!);
        UploadSink sink = new(draft, _options);
        await using FormFields fields = await FormReader.ReadAsync(request, sink, cancellationToken);
        metrics.Add(sink.Count);
        fields.ThrowIfAny();
        ThrowIfRefused(draft, sink.Count);
        IReadOnlyList<UploadedImage>? stored = await uploads.StoreAsync(draft, cancellationToken);
        return stored is not null && uploads.Find(draft.UploadId) is { } upload ? (upload, stored) : throw Missing(draft.UploadId);
    }

    /// <summary>The problem of an unknown upload.</summary>
    public static ApiException Missing(string uploadId) => new(
        InferenceProblem.UploadNotFound,
        $"There is no upload {uploadId}; it was removed, or its retention is over. Upload the images again.");

    private void ThrowIfRefused(UploadDraft draft, int sent)
    {
        if (sent == 0)
        {
            throw ApiException.Invalid(new FieldError(UploadSink.FieldName, "At least one file is required."));
        }

        if (sent > _options.MaxFiles)
        {
            throw TooMany($"Maximum {_options.MaxFiles} files per request, got {sent}; send the others with upload_id.");
        }

        if (draft.Refused is [{ Fault: var first }, ..])
        {
            FieldError[] errors = [.. draft.Refused.Select(file => new FieldError(UploadSink.FieldName, file.Message)
            {
                FileName = file.Name,
                Kind = KindOf(file.Fault),
            })];
            throw new ApiException(KindOf(first), $"{draft.Refused.Count} of {sent} files are refused.", errors);
        }

        int before = uploads.Find(draft.UploadId)?.Files.Count ?? 0;
        if (before + sent > _options.MaxUploadFiles)
        {
            throw TooMany($"Maximum {_options.MaxUploadFiles} files per upload; it has {before}, and {sent} were sent.");
        }
    }

    private static ApiException TooMany(string details) =>
        new(InferenceProblem.TooManyFiles, details, [new FieldError(UploadSink.FieldName, details)]);

    private static ProblemKind KindOf(UploadFault fault) => fault switch
    {
        UploadFault.InvalidFormat => InferenceProblem.InvalidFormat,
        UploadFault.FileTooLarge => InferenceProblem.FileTooLarge,
        UploadFault.InvalidDimensions => InferenceProblem.InvalidDimensions,
        UploadFault.CorruptedFile => InferenceProblem.CorruptedFile,
        _ => throw new ArgumentOutOfRangeException(nameof(fault), fault, "No problem goes with this fault."),
    };
}
