using RoDLA.Api.Uploads;
using RoDLA.Jobs.Uploads;

namespace RoDLA.Api.Inference.Uploading;

/// <summary>Writes the files of a form into an upload. A file that is refused does not stop the others: one answer tells of all.</summary>
/// <param name="draft">The upload.</param>
/// <param name="options">The limits.</param>
internal sealed class UploadSink(UploadDraft draft, InferenceOptions options) : IFileSink
{
    /// <summary>Name of the field that carries the files.</summary>
    public const string FieldName = "files";

    // Files too many are counted up to this, for the answer.
    private const int CountedTimes = 10;
    private const int FieldBytes = 64 * 1024;

    private readonly long _mostBytes = options.MaxFileMegabytes * 1024L * 1024L;

    public string Field => FieldName;

    /// <summary>Number of files that were sent.</summary>
    public int Count { get; private set; }

    /// <inheritdoc/>
    public FormLimits Limits => new(
        (options.MaxFiles * _mostBytes) + FormLimits.Overhead,
        CountedTimes * options.MaxFiles,
        FieldBytes,
        $"The form is larger than {options.MaxFiles} files of {options.MaxFileMegabytes} MiB, the maximum.");

    public async ValueTask<long> TakeAsync(FormFields form, string name, Stream content, CancellationToken cancellationToken)
    {
        if (++Count > options.MaxFiles)
        {
            return 0;
        }

        byte[] buffer = ArrayPool<byte>.Shared.Rent(DiskCopy.BufferSize);
        try
        {
            FileStream file = draft.CreateFile();
            long length;
            await using (file)
            {
                length = await new DiskCopy(buffer, _mostBytes, draft.ThrowIfFull).RunAsync(content, file, 0, cancellationToken);
            }

            if (length > _mostBytes)
            {
                string message = $"File exceeds the size limit of {options.MaxFileMegabytes} MiB";
                draft.Refuse(new RefusedFile(name, UploadFault.FileTooLarge, message));
                File.Delete(file.Name);
            }
            else
            {
                await draft.AddAsync(file.Name, name, cancellationToken);
            }

            return length;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }
}
