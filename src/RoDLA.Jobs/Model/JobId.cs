namespace RoDLA.Jobs.Model;

/// <summary>Ids of jobs: <c>job_</c> and 12 lower-case letters and digits; those of earlier versions are UUIDs.</summary>
internal static class JobId
{
    /// <summary>What new ids begin with.</summary>
    public const string Prefix = "job_";

    public static string Create() => RandomId.Create(Prefix);

    /// <summary>Whether it is an id, so that it may be a part of a path.</summary>
    public static bool IsValid(string id) => Guid.TryParseExact(id, "d", out _) || RandomId.IsValid(Prefix, id);
}
