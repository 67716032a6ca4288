namespace RoDLA.Analysis.Datasets;

/// <summary>Finds text in a JSON document that is no Unicode, and so could not be written again.</summary>
internal static class CocoText
{
    /// <summary>Place of the first text with bytes that are not UTF-8 or an unpaired surrogate; null when there is none.</summary>
    public static string? FindBroken(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.String => IsBroken(element.GetString) ? "" : null,
        JsonValueKind.Array => element.EnumerateArray()
            .Select((entry, i) => FindBroken(entry) is { } place ? $"[{i}]{place}" : null).FirstOrDefault(place => place is not null),
        JsonValueKind.Object => element.EnumerateObject()
            .Select(property => IsBroken(() => property.Name)
                ? " (the name of an entry)"
                : FindBroken(property.Value) is { } place ? $".{property.Name}{place}" : null)
            .FirstOrDefault(place => place is not null),
        _ => null,
    };

    private static bool IsBroken(Func<string?> read)
    {
        try
        {
            _ = read();
            return false;
        }
        catch (InvalidOperationException)
        {
            return true;
        }
    }
}
