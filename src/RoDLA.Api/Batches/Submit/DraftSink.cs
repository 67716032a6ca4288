using RoDLA.Api.Errors;
using RoDLA.Api.Uploads;
using RoDLA.Jobs.Intake;

namespace RoDLA.Api.Batches.Submit;

/// <summary>Writes the files of a form straight into the folder of a job.</summary>
/// <param name="draft">The job.</param>
/// <param name="options">The limits of a batch.</param>
/// <param name="uploads">The limits of a file.</param>
internal sealed class DraftSink(JobDraft draft, BatchOptions options, UploadOptions uploads) : IFileSink
{
    /// <summary>Name of the field that carries the files.</summary>
    public const string FieldName = "files";

    private const int MostFieldBytes = 4 * 1024 * 1024;

    private readonly List<DraftFile> _files = [];

    public string Field => FieldName;

    /// <summary>The files so far, without those over the limit.</summary>
    public IReadOnlyList<DraftFile> Files => _files;

    /// <summary>Number of files that were sent, including those over the limit.</summary>
    public int Count { get; private set; }

    // A form with too many files is read to its end, so that the response can give their number. Perturbations of many images are long.
    /// <inheritdoc/>
    public FormLimits Limits => new(
        options.MaxTotalBytes + FormLimits.Overhead,
        (10 * options.MaxFiles) + uploads.MaxParts,
        Math.Max(MostFieldBytes, uploads.MaxFieldKilobytes * 1024),
        $"The form is larger than {options.MaxTotalMegabytes} MiB, the maximum.");

    public async ValueTask<long> TakeAsync(FormFields form, string name, Stream content, CancellationToken cancellationToken)
    {
        if (++Count > options.MaxFiles)
        {
            return 0;
        }

        byte[] buffer = ArrayPool<byte>.Shared.Rent(DiskCopy.BufferSize);
        try
        {
            int read = await content.ReadAtLeastAsync(buffer, ArchiveMarks.HeadLength, false, cancellationToken);
            bool isArchive = ArchiveMarks.IsArchive(buffer.AsSpan(0, read));
            await using FileStream file = draft.CreateFile();
            _files.Add(new DraftFile(file.Name, name, isArchive));
            long most = isArchive ? options.MaxArchiveBytes : uploads.MaxFileBytes;
            long length = await new DiskCopy(buffer, most, draft.ThrowIfFull).RunAsync(content, file, read, cancellationToken);
            return length <= most ? length : throw TooLarge(name, isArchive);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private ApiException TooLarge(string name, bool isArchive)
    {
        int megabytes = isArchive ? options.MaxArchiveMegabytes : uploads.MaxFileMegabytes;
        string detail = $"{(isArchive ? "Archive" : "File")} {name} is larger than {megabytes} MiB, the maximum.";
        return new ApiException(ProblemKind.TooLarge, detail, [new FieldError(FieldName, detail)]);
    }
}
