namespace RoDLA.Imaging.Pdf;

/// <summary>A PDF as a file for the tools: the document's own file, or a temporary one, deleted on <see cref="Dispose"/>.</summary>
internal sealed class PdfFile : IDisposable
{
    private readonly bool _temporary;

    private PdfFile(string path, bool temporary)
    {
        Path = path;
        _temporary = temporary;
    }

    /// <summary>Absolute, so that no file name is parsed as an option.</summary>
    public string Path { get; }

    public static async Task<PdfFile> OpenAsync(DocumentSource source, CancellationToken cancellationToken)
    {
        if (source.Path is not null)
        {
            return new PdfFile(System.IO.Path.GetFullPath(source.Path), temporary: false);
        }

        string path = System.IO.Path.Combine(System.IO.Path.GetTempPath(), $"rodla-{Guid.NewGuid():N}.pdf");
        var file = new PdfFile(path, temporary: true);
        try
        {
            var options = new FileStreamOptions
            {
                Mode = FileMode.CreateNew,
                Access = FileAccess.Write,
                Options = FileOptions.Asynchronous,
            };
            if (!OperatingSystem.IsWindows())
            {
                options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
            }

            await using var stream = new FileStream(path, options);
            await stream.WriteAsync(source.Bytes, cancellationToken).ConfigureAwait(false);
            return file;
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_temporary)
        {
            File.Delete(Path);
        }
    }
}
