using System.IO.Enumeration;
using RoDLA.Cli.Output;
using RoDLA.Jobs.Intake;

namespace RoDLA.Cli.Batch;

/// <summary>Collects the files of a batch; each is inspected by its header, never by its name.</summary>
/// <param name="reader">Looks at them.</param>
/// <param name="pattern">Names of the files to take out of folders.</param>
internal sealed class BatchFiles(IPageReader reader, string pattern)
{
    private static readonly EnumerationOptions Below = new()
    {
        RecurseSubdirectories = true,
        AttributesToSkip = FileAttributes.Hidden | FileAttributes.System,
    };

    private readonly List<BatchFile> _files = [];
    private readonly List<string> _refused = [];
    private int _skipped;

    /// <summary>The files, those of a folder in the order of their names.</summary>
    public IReadOnlyList<BatchFile> Files => _files;

    /// <summary>What is wrong with files that were named one by one.</summary>
    public IReadOnlyList<string> Refused => _refused;

    /// <summary>Collects files, and those of folders and the folders in them.</summary>
    /// <param name="paths">The files and folders; when there are several, the names of files begin with the name of their folder.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public async Task AddAsync(IReadOnlyList<string> paths, CancellationToken cancellationToken)
    {
        foreach (string path in paths)
        {
            if (Directory.Exists(path))
            {
                await AddFolderAsync(Path.GetFullPath(path), paths.Count > 1, cancellationToken);
            }
            else if (File.Exists(path))
            {
                await AddFileAsync(path, cancellationToken);
            }
            else
            {
                _refused.Add($"{path}: There is no such file or folder.");
            }
        }
    }

    /// <summary>Writes what was refused and skipped.</summary>
    public void Report(Terminal terminal)
    {
        _refused.ForEach(terminal.WriteLine);
        if (_skipped > 0)
        {
            terminal.WriteLine($"{_skipped} {(_skipped == 1 ? "file is no image and was" : "files are no images and were")} passed over.");
        }
    }

    private async Task AddFolderAsync(string folder, bool several, CancellationToken cancellationToken)
    {
        string start = several ? Path.GetDirectoryName(folder) ?? folder : folder;
        foreach (string path in FilesBelow(folder).Order(StringComparer.Ordinal))
        {
            if (await WhyNoImageAsync(path, cancellationToken) is null)
            {
                Add(path, Path.GetRelativePath(start, path).Replace('\\', '/'), isArchive: false);
            }
            else
            {
                _skipped++;
            }
        }
    }

    // Links to folders are not followed: one that leads upward would have no end.
    private FileSystemEnumerable<string> FilesBelow(string folder) => new(folder, (ref FileSystemEntry entry) => entry.ToFullPath(), Below)
    {
        ShouldIncludePredicate = (ref FileSystemEntry entry) =>
            !entry.IsDirectory && FileSystemName.MatchesSimpleExpression(pattern, entry.FileName),
        ShouldRecursePredicate = (ref FileSystemEntry entry) => (entry.Attributes & FileAttributes.ReparsePoint) == 0,
    };

    private async Task AddFileAsync(string path, CancellationToken cancellationToken)
    {
        try
        {
            bool isArchive = await IsArchiveAsync(path, cancellationToken);
            if (!isArchive && await WhyNoImageAsync(path, cancellationToken) is { } reason)
            {
                _refused.Add($"{path}: {reason}");
            }
            else
            {
                Add(path, Path.GetFileName(path), isArchive);
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            _refused.Add($"{path}: {e.Message}");
        }
    }

    private void Add(string path, string name, bool isArchive) =>
        _files.Add(new BatchFile(Path.GetFullPath(path), name, isArchive, DocumentSource.FromFile(path).Length));

    // An image that is broken is one still: it fails alone, and the results say so.
    private async Task<string?> WhyNoImageAsync(string path, CancellationToken cancellationToken)
    {
        try
        {
            await reader.OpenAsync(DocumentSource.FromFile(path), cancellationToken);
            return null;
        }
        catch (ImageException e)
        {
            return e.Fault is ImageFault.UnknownFormat or ImageFault.Empty or ImageFault.ToolMissing ? e.Message : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return e.Message;
        }
    }

    private static async Task<bool> IsArchiveAsync(string path, CancellationToken cancellationToken)
    {
        byte[] head = new byte[ArchiveMarks.HeadLength];
        await using FileStream file = File.OpenRead(path);
        int read = await file.ReadAtLeastAsync(head, head.Length, throwOnEndOfStream: false, cancellationToken);
        return ArchiveMarks.IsArchive(head.AsSpan(0, read));
    }
}
