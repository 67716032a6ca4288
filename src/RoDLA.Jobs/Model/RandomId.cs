namespace RoDLA.Jobs.Model;

/// <summary>Ids that the service makes: a prefix and 12 random lower-case letters and digits.</summary>
internal static class RandomId
{
    /// <summary>Number of random characters.</summary>
    public const int Length = 12;

    private const string Characters = "abcdefghijklmnopqrstuvwxyz0123456789";

    private static readonly SearchValues<char> Allowed = SearchValues.Create(Characters);

    public static string Create(string prefix) => prefix + RandomNumberGenerator.GetString(Characters, Length);

    /// <summary>Whether it is an id of this prefix, so that it may be a part of a path.</summary>
    public static bool IsValid(string prefix, string id) =>
        id.Length == prefix.Length + Length
        && id.StartsWith(prefix, StringComparison.Ordinal)
        && !id.AsSpan(prefix.Length).ContainsAnyExcept(Allowed);
}
