namespace RoDLA.Api.Uploads;

/// <summary>Finds the name that was probably meant by a misspelt one.</summary>
internal static class NearestName
{
    private const int MaxLength = 100;

    /// <summary>The name with the fewest edits; null when all differ in more than a third of their characters.</summary>
    public static string? Find(string text, IEnumerable<string> names) => text.Length > MaxLength ? null : names
        .Select(name => (Name: name, Edits: Edits(text.ToLowerInvariant(), name)))
        .Where(n => n.Edits <= Math.Max(text.Length, n.Name.Length) / 3)
        .OrderBy(n => n.Edits).ThenBy(n => n.Name, StringComparer.Ordinal)
        .Select(n => n.Name)
        .FirstOrDefault();

    // Levenshtein distance, one row at a time.
    private static int Edits(string from, string to)
    {
        int[] row = [.. Enumerable.Range(0, to.Length + 1)];
        for (int i = 1; i <= from.Length; i++)
        {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= to.Length; j++)
            {
                int substituted = diagonal + (from[i - 1] == to[j - 1] ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(substituted, Math.Min(row[j], row[j - 1]) + 1);
            }
        }

        return row[^1];
    }
}
