using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;
using RoDLA.Jobs.Status;

namespace RoDLA.Jobs.Store;

/// <summary>A job as it is written to the disk: its status for people, and what is needed to go on with it. <see cref="StoredRecord"/> reads it.</summary>
internal sealed record JobRecord : BatchJobStatus
{
    /// <summary>A record.</summary>
    /// <param name="status">For people.</param>
    /// <param name="resume">What is needed to go on.</param>
    [SetsRequiredMembers]
    public JobRecord(BatchJobStatus status, ResumeState resume)
        : base(status) => Resume = resume;

    /// <summary>What is needed to go on.</summary>
    [JsonPropertyOrder(1)]
    public ResumeState Resume { get; }
}
