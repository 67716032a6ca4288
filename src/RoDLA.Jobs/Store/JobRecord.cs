using System.Diagnostics.CodeAnalysis;
using RoDLA.Jobs.Status;

namespace RoDLA.Jobs.Store;

/// <summary>A job as written to disk: its status for users and the state to resume from. <see cref="StoredRecord"/> reads it.</summary>
internal sealed record JobRecord : BatchJobStatus
{
    [SetsRequiredMembers]
    public JobRecord(BatchJobStatus status, ResumeState resume)
        : base(status) => Resume = resume;

    [JsonPropertyOrder(1)]
    public ResumeState Resume { get; }
}
