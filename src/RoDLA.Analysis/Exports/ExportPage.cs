namespace RoDLA.Analysis.Exports;

/// <summary>A page as exporters read it: what became of it, and its answer.</summary>
/// <param name="Index">Number in the export's source, from 0.</param>
/// <param name="Name">The client's name for the file, with its folder inside an archive; never used as a path.</param>
/// <param name="Page">Page of the file, from 1.</param>
public sealed record ExportPage(int Index, string Name, int Page)
{
    /// <summary>The <see cref="Status"/> of a page with an answer.</summary>
    public const string Success = "success";

    /// <summary>The <see cref="Status"/> of a page that could not be answered.</summary>
    public const string Failed = "failed";

    /// <summary>What became of it: success, failed, or another state of an image of a job.</summary>
    public string Status { get; init; } = Success;

    /// <summary>Attempts begun.</summary>
    public int Attempts { get; init; } = 1;

    /// <summary>Number of detections; null without success.</summary>
    public int? Detections { get; init; }

    /// <summary>Mean confidence, 4 decimals; null without success.</summary>
    public double? AverageConfidence { get; init; }

    /// <summary>Processing time; null without success.</summary>
    public double? Seconds { get; init; }

    /// <summary>Whether the answer came from the result cache; null without success.</summary>
    public bool? Cached { get; init; }

    /// <summary>When the last attempt began, UTC.</summary>
    public DateTimeOffset? StartedAt { get; init; }

    /// <summary>When it ended, UTC.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>What went wrong; null when nothing did.</summary>
    public string? Error { get; init; }

    /// <summary>Kind of the error.</summary>
    public string? ErrorCategory { get; init; }

    /// <summary>The answer; null without success, or when it cannot be read any more.</summary>
    public StoredReport? Report { get; init; }

    /// <summary>The whole answer as JSON; empty when <see cref="Report"/> is null.</summary>
    public ReadOnlyMemory<byte> Json { get; init; }

    /// <summary>Class names of the model in the order of its ids; empty when they are not known.</summary>
    public IReadOnlyList<string> Classes { get; init; } = [];

    /// <summary>Decodes the page that the detections lie on; null when it cannot be had any more.</summary>
    public Func<CancellationToken, ValueTask<PageImage>>? ReadImage { get; init; }

    /// <summary>Further files about the page.</summary>
    public IReadOnlyList<ExportAttachment> Attachments { get; init; } = [];
}
