using System.Collections.Frozen;
using RoDLA.Api.Errors;

namespace RoDLA.Api.Docs;

/// <summary>Describes an endpoint in the OpenAPI document beyond its handler's signature; endpoint metadata.</summary>
internal sealed record OperationDescription
{
    /// <summary>What its parameters in path, query and headers mean, by name.</summary>
    public IReadOnlyDictionary<string, string> Parameters { get; init; } = FrozenDictionary<string, string>.Empty;

    /// <summary>Problems that it answers with, beyond the service's own fault.</summary>
    public IReadOnlyList<ProblemKind> Problems { get; init; } = [];

    /// <summary>Status of what <see cref="Answers"/> and <see cref="Files"/> tell.</summary>
    public int Status { get; init; } = StatusCodes.Status200OK;

    /// <summary>Types of the JSON responses; empty keeps those of the signature.</summary>
    public IReadOnlyList<Type> Answers { get; init; } = [];

    /// <summary>Media types of the files that it answers.</summary>
    public IReadOnlyList<string> Files { get; init; } = [];
}
