using System.Buffers;
using System.IO.Compression;
using Microsoft.Extensions.Options;
using Microsoft.Win32.SafeHandles;
using RoDLA.Imaging.Formats;
using RoDLA.Jobs.Files;

namespace RoDLA.Jobs.Intake;

/// <summary>
/// Reads ZIP archives with a reader of its own, stricter than the framework's: that one loads the whole directory before anything can be
/// counted, reads encrypted bytes as if they were none, and checks neither checksums nor whether entries lie upon one another.
/// </summary>
/// <param name="options">Limits.</param>
internal sealed class ArchiveReader(IOptions<ArchiveOptions> options) : IArchiveReader
{
    private const int BufferSize = 131_072;
    private readonly ArchiveOptions _options = options.Value;

    // Unpacking keeps a core busy, and files on disk are read no faster by waiting for them in another way.
    public Task<ArchiveContents> ExtractAsync(string zipPath, JobDraft draft, int imagesLeft, CancellationToken cancellationToken) =>
        Task.Run(() => Extract(zipPath, draft, imagesLeft, cancellationToken), cancellationToken);

    /// <inheritdoc cref="IArchiveReader.ExtractAsync"/>
    internal ArchiveContents Extract(string zipPath, JobDraft draft, int imagesLeft, CancellationToken cancellationToken)
    {
        using SafeFileHandle file = File.OpenHandle(zipPath);
        ZipEntry[] entries = ZipDirectory.Read(file, _options.MaxEntries, cancellationToken);
        CheckNames(entries);
        ZipEntry[] images = [.. entries.Where(e => !e.IsIgnored)];
        CheckCounts(images, imagesLeft);
        CheckPacking(images);
        long total = CheckSizes(images, draft.UnpackedBytes);
        CheckFormats(file, images, cancellationToken);
        draft.CountUnpacked(total);
        return new ArchiveContents(Write(file, images, draft, cancellationToken), entries.Length - images.Length);
    }

    /// <summary>No name is ever used as a path; an archive that tries is meant to do harm.</summary>
    private static void CheckNames(ZipEntry[] entries) => Refuse(
        entries, ArchiveFault.UnsafeNames, "The archive holds names with a root, a drive or '..', which lead out of it", e => e.LeavesFolder);

    private void CheckCounts(ZipEntry[] images, int imagesLeft)
    {
        int most = Math.Min(imagesLeft, _options.MaxImages);
        if (images.Length == 0)
        {
            throw new ArchiveException(ArchiveFault.Empty, "The archive holds no image.");
        }

        if (images.Length > most)
        {
            throw new ArchiveException(ArchiveFault.TooManyEntries, $"The archive holds {images.Length} files; at most {most} may be added.");
        }
    }

    private static void CheckPacking(ZipEntry[] images)
    {
        Refuse(images, ArchiveFault.Encrypted, "The archive is encrypted; send it without a password", e => e.IsEncrypted);
        Refuse(
            images,
            ArchiveFault.Unsupported,
            "The archive is compressed in a way that is not read here; 'deflate' and 'store' are",
            e => e.Method is not (ZipEntry.Stored or ZipEntry.Deflated));
        Refuse(
            images,
            ArchiveFault.Damaged,
            "The archive is damaged; it contradicts itself about the size of files in it",
            e => e.Method == ZipEntry.Stored && e.Packed != e.Size);
    }

    /// <summary>The bytes of all, by what the directory says; <see cref="Copy"/> holds each entry to it.</summary>
    private long CheckSizes(ZipEntry[] images, long before)
    {
        Refuse(
            images,
            ArchiveFault.TooLarge,
            $"The archive holds files of more than {_options.MaxFileMegabytes} MB",
            e => e.Size > _options.MaxFileBytes);
        long total = images.Sum(e => e.Size);
        if (before + total > _options.MaxTotalBytes)
        {
            throw new ArchiveException(
                ArchiveFault.TooLarge, $"The archives of the job hold more than {_options.MaxTotalMegabytes} MB when unpacked.");
        }

        if (total > _options.MaxFileBytes && total / _options.MaxRatio > images.Sum(e => e.Packed))
        {
            throw new ArchiveException(
                ArchiveFault.SuspiciousRatio, $"The archive unpacks to more than {_options.MaxRatio} times its size, as no scans do.");
        }

        return total;
    }

    private static void CheckFormats(SafeFileHandle file, ZipEntry[] images, CancellationToken cancellationToken)
    {
        Span<byte> buffer = stackalloc byte[FormatSniffer.HeadLength];
        List<ZipEntry> strangers = [];
        foreach (ZipEntry image in images)
        {
            cancellationToken.ThrowIfCancellationRequested();
            ReadOnlySpan<byte> head = buffer[..ReadHead(file, image, buffer)];

            // First, since a PDF's mark is found inside an archive too.
            if (ArchiveMarks.IsAnyArchive(head))
            {
                throw new ArchiveException(ArchiveFault.Nested, $"There is an archive inside the archive: {image.Name}.", [image.Name]);
            }

            if (FormatSniffer.Sniff(head) is null)
            {
                strangers.Add(image);
            }
        }

        if (strangers.Count > 0)
        {
            throw ZipFaults.Of(ArchiveFault.NotImages, "The archive holds files that are not images that are read here", strangers);
        }
    }

    private static List<DraftFile> Write(SafeFileHandle file, ZipEntry[] images, JobDraft draft, CancellationToken cancellationToken)
    {
        List<DraftFile> written = new(images.Length);
        byte[] buffer = ArrayPool<byte>.Shared.Rent(BufferSize);
        try
        {
            foreach (ZipEntry image in images)
            {
                using FileStream target = draft.CreateFile();
                written.Add(new DraftFile(target.Name, image.Name, IsArchive: false));
                Copy(file, image, target, buffer, cancellationToken);
            }

            return written;
        }
        catch
        {
            written.ForEach(i => File.Delete(i.Path));
            throw;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private static int ReadHead(SafeFileHandle file, ZipEntry entry, Span<byte> buffer)
    {
        using Stream bytes = Open(file, entry);
        return Read(bytes, buffer[..(int)Math.Min(buffer.Length, entry.Size)], entry);
    }

    /// <summary>Unpacks an entry: exactly as many bytes as its directory says, of the checksum that it says.</summary>
    private static void Copy(SafeFileHandle file, ZipEntry entry, FileStream target, byte[] buffer, CancellationToken cancellationToken)
    {
        using Stream bytes = Open(file, entry);
        uint checksum = 0;
        long left = entry.Size;
        for (int read; (read = Read(bytes, buffer, entry)) > 0;)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if ((left -= read) < 0)
            {
                throw ZipFaults.Damaged($"'{entry.Name}' is larger than it says");
            }

            checksum = Crc32.Append(checksum, buffer.AsSpan(0, read));
            target.Write(buffer, 0, read);
        }

        if (left > 0)
        {
            throw ZipFaults.Damaged($"'{entry.Name}' is cut off");
        }

        if (checksum != entry.Checksum)
        {
            throw ZipFaults.Damaged($"the checksum of '{entry.Name}' does not fit");
        }
    }

    private static Stream Open(SafeFileHandle file, ZipEntry entry)
    {
        FileRangeStream packed = new(file, entry.DataOffset, entry.Packed);
        return entry.Method == ZipEntry.Stored ? packed : new DeflateStream(packed, CompressionMode.Decompress);
    }

    private static int Read(Stream bytes, Span<byte> buffer, ZipEntry entry)
    {
        try
        {
            return bytes.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false);
        }
        catch (InvalidDataException e)
        {
            throw ZipFaults.Damaged($"'{entry.Name}' cannot be unpacked", e);
        }
    }

    private static void Refuse(ZipEntry[] entries, ArchiveFault fault, string what, Func<ZipEntry, bool> condition)
    {
        ZipEntry[] refused = [.. entries.Where(condition)];
        if (refused.Length > 0)
        {
            throw ZipFaults.Of(fault, what, refused);
        }
    }
}
