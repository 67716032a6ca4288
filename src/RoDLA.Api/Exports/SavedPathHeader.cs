namespace RoDLA.Api.Exports;

/// <summary>The header of a response without JSON that names the saved answer.</summary>
internal static class SavedPathHeader
{
    /// <summary>Its name.</summary>
    public const string Name = "X-Saved-Path";

    /// <summary>Its value: a file name may have any letter, a header has ASCII.</summary>
    public static string ValueOf(string path) => string.Join('/', path.Split('/').Select(Uri.EscapeDataString));
}
