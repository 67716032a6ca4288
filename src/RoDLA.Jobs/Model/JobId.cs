namespace RoDLA.Jobs.Model;

/// <summary>Ids of jobs: <c>job_</c> and 12 lower-case letters and digits; those of earlier versions are UUIDs.</summary>
internal static class JobId
{
    /// <summary>What new ids begin with.</summary>
    public const string Prefix = "job_";

    private const string Characters = "abcdefghijklmnopqrstuvwxyz0123456789";
    private const int RandomLength = 12;

    private static readonly SearchValues<char> Allowed = SearchValues.Create(Characters);

    public static string Create() => Prefix + RandomNumberGenerator.GetString(Characters, RandomLength);

    /// <summary>Whether it is an id, so that it may be a part of a path.</summary>
    public static bool IsValid(string id) => Guid.TryParseExact(id, "d", out _)
        || (id.Length == Prefix.Length + RandomLength
            && id.StartsWith(Prefix, StringComparison.Ordinal)
            && !id.AsSpan(Prefix.Length).ContainsAnyExcept(Allowed));
}
