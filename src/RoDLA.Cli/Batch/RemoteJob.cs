namespace RoDLA.Cli.Batch;

/// <summary>The status of a job of a service; unused fields are left out.</summary>
internal sealed record RemoteJob(JobState Status, RemoteProgress Progress, IReadOnlyList<BatchImageStatus> Results)
{
    /// <summary>Why the whole job failed.</summary>
    public string? Error { get; init; }

    /// <summary>Folder of the results, on the service's machine.</summary>
    public string? OutputDir { get; init; }

    /// <summary>Whether it reached a final state; every image of it has then.</summary>
    public bool IsEnded => Status is not (JobState.Queued or JobState.Processing);
}

/// <summary>How far a job of a service is.</summary>
internal sealed record RemoteProgress(int Current, int Total);

/// <summary>A job that a service accepted.</summary>
internal sealed record RemoteAccepted(string JobId, int TotalImages, string StatusEndpoint)
{
    /// <summary>Path to ask how far it is, below the service's address.</summary>
    public string Path => StatusEndpoint.TrimStart('/');
}

/// <summary>What a service answers when something is wrong.</summary>
internal sealed record RemoteProblem(string? Detail, string? Error);
