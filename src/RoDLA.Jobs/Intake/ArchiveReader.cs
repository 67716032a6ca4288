using System.IO.Compression;
using System.IO.Hashing;
using RoDLA.Imaging.Formats;
using RoDLA.Jobs.Files;
using RoDLA.Jobs.Model;

namespace RoDLA.Jobs.Intake;

/// <summary>
/// Reads ZIP archives more strictly than the framework, which loads the whole directory before entries can be counted, reads encrypted
/// bytes as content, and checks neither checksums nor overlapping entries.
/// </summary>
internal sealed class ArchiveReader(ArchiveOptions options)
{
    private const int BufferSize = 131_072;

    /// <summary>Writes every image of an archive without labels.</summary>
    /// <inheritdoc cref="Extract(string, JobDraft, int, Func{string, bool}, CancellationToken)"/>
    public ArchiveContents Extract(string zipPath, JobDraft draft, int imagesLeft, CancellationToken cancellationToken) =>
        Extract(zipPath, draft, imagesLeft, static _ => false, cancellationToken);

    /// <summary>
    /// Writes every image of an archive to a file of the draft, under names of the service; the caller adds them to the job. Declared sizes
    /// and checksums are enforced while unpacking. On an exception the written files are removed.
    /// </summary>
    /// <param name="zipPath">The archive.</param>
    /// <param name="draft">The job.</param>
    /// <param name="imagesLeft">Most images.</param>
    /// <param name="isLabel">Tells by their names the entries that are labels and not images.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <exception cref="ArchiveException">The archive is refused.</exception>
    /// <exception cref="JobRefusedException">The disk has no room for its content.</exception>
    public ArchiveContents Extract(
        string zipPath, JobDraft draft, int imagesLeft, Func<string, bool> isLabel, CancellationToken cancellationToken)
    {
        using SafeFileHandle file = File.OpenHandle(zipPath);
        ZipEntry[] entries = ZipDirectory.Read(file, options.MaxEntries, cancellationToken);
        CheckNames(entries);
        ZipEntry[] kept = [.. entries.Where(e => !e.IsIgnored)];
        ZipEntry[] labels = [.. kept.Where(e => isLabel(e.Name))];
        ZipEntry[] images = [.. kept.Except(labels)];
        CheckCounts(images, imagesLeft);
        CheckPacking(kept);
        long total = CheckSizes(kept, draft.UnpackedBytes);
        CheckFormats(file, images, cancellationToken);
        draft.CountUnpacked(total);
        return new ArchiveContents(Write(file, images, draft, cancellationToken), entries.Length - kept.Length)
        {
            Labels = Write(file, labels, draft, cancellationToken),
        };
    }

    /// <summary>Names are never used as paths; an archive with such names is malicious.</summary>
    private static void CheckNames(ZipEntry[] entries) => Refuse(
        entries,
        ArchiveFault.UnsafeNames,
        "The archive contains names with a root, a drive or '..', which leave its folder",
        e => e.LeavesFolder);

    private void CheckCounts(ZipEntry[] images, int imagesLeft)
    {
        int most = Math.Min(imagesLeft, options.MaxImages);
        if (images.Length == 0)
        {
            throw new ArchiveException(ArchiveFault.Empty, "The archive contains no image.");
        }

        if (images.Length > most)
        {
            throw new ArchiveException(
                ArchiveFault.TooManyEntries, $"The archive contains {images.Length} files; at most {most} may be added.");
        }
    }

    private static void CheckPacking(ZipEntry[] images)
    {
        Refuse(images, ArchiveFault.Encrypted, "The archive is encrypted; send it without a password", e => e.IsEncrypted);
        Refuse(
            images,
            ArchiveFault.Unsupported,
            "The compression method is not supported; use 'deflate' or 'store'",
            e => e.Method is not (ZipEntry.Stored or ZipEntry.Deflated));
        Refuse(
            images,
            ArchiveFault.Damaged,
            "The archive is damaged: its sizes are inconsistent",
            e => e.Method == ZipEntry.Stored && e.Packed != e.Size);
    }

    /// <summary>The total size by the directory; <see cref="Copy"/> enforces it for each entry.</summary>
    private long CheckSizes(ZipEntry[] images, long before)
    {
        Refuse(
            images,
            ArchiveFault.TooLarge,
            $"The archive contains files of more than {options.MaxFileMegabytes} MB",
            e => e.Size > options.MaxFileBytes);
        long total = images.Sum(e => e.Size);
        if (before + total > options.MaxTotalBytes)
        {
            throw new ArchiveException(
                ArchiveFault.TooLarge, $"The archives of the job contain more than {options.MaxTotalMegabytes} MB when unpacked.");
        }

        if (total > options.MaxFileBytes && total / options.MaxRatio > images.Sum(e => e.Packed))
        {
            throw new ArchiveException(
                ArchiveFault.SuspiciousRatio, $"The archive unpacks to more than {options.MaxRatio} times its size, unlike scans.");
        }

        return total;
    }

    private static void CheckFormats(SafeFileHandle file, ZipEntry[] images, CancellationToken cancellationToken)
    {
        Span<byte> buffer = stackalloc byte[FormatSniffer.HeadLength];
        List<ZipEntry> others = [];
        foreach (ZipEntry image in images)
        {
            cancellationToken.ThrowIfCancellationRequested();
            ReadOnlySpan<byte> head = buffer[..ReadHead(file, image, buffer)];

            // Checked first: the signature of a PDF can appear inside an archive.
            if (ArchiveMarks.IsAnyArchive(head))
            {
                throw new ArchiveException(ArchiveFault.Nested, $"The archive contains another archive: {image.Name}.", [image.Name]);
            }

            if (FormatSniffer.Sniff(head) is null)
            {
                others.Add(image);
            }
        }

        if (others.Count > 0)
        {
            throw ArchiveException.Of(ArchiveFault.NotImages, "The archive contains files that are not supported images", others);
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

    /// <summary>Unpacks an entry and checks its size and checksum against the directory.</summary>
    private static void Copy(SafeFileHandle file, ZipEntry entry, FileStream target, byte[] buffer, CancellationToken cancellationToken)
    {
        using Stream bytes = Open(file, entry);
        Crc32 checksum = new();
        long left = entry.Size;
        for (int read; (read = Read(bytes, buffer, entry)) > 0;)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if ((left -= read) < 0)
            {
                throw ArchiveException.Damaged($"'{entry.Name}' is larger than declared");
            }

            checksum.Append(buffer.AsSpan(0, read));
            target.Write(buffer, 0, read);
        }

        if (left > 0)
        {
            throw ArchiveException.Damaged($"'{entry.Name}' is truncated");
        }

        if (checksum.GetCurrentHashAsUInt32() != entry.Checksum)
        {
            throw ArchiveException.Damaged($"the checksum of '{entry.Name}' does not match");
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
            throw ArchiveException.Damaged($"'{entry.Name}' cannot be decompressed", e);
        }
    }

    private static void Refuse(ZipEntry[] entries, ArchiveFault fault, string what, Func<ZipEntry, bool> condition)
    {
        ZipEntry[] refused = [.. entries.Where(condition)];
        if (refused.Length > 0)
        {
            throw ArchiveException.Of(fault, what, refused);
        }
    }
}
