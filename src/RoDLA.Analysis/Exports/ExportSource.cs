namespace RoDLA.Analysis.Exports;

/// <summary>The pages of an export: of one answer, or of a job. They may be read several times.</summary>
/// <param name="name">What the names of the files begin with; safe on disk.</param>
public abstract class ExportSource(string name)
{
    /// <summary>What the names of the files begin with.</summary>
    public string Name { get; } = name;

    /// <summary>When the results were made, UTC.</summary>
    public required DateTimeOffset Time { get; init; }

    /// <summary>Id of the job; null for an answer.</summary>
    public string? JobId { get; init; }

    /// <summary>State of the job as answers write it.</summary>
    public string Status { get; init; } = ExportPage.Success;

    /// <summary>Whether it is one page that succeeded: a format with a file for each page is then that file, else a ZIP archive.</summary>
    public bool IsPage { get; init; }

    /// <summary>Further files about all pages.</summary>
    public virtual IEnumerable<ExportAttachment> Attachments => [];

    /// <summary>Reads the pages in order. An unfinished job is read as far as it is.</summary>
    public abstract IAsyncEnumerable<ExportPage> ReadAsync(CancellationToken cancellationToken);
}
