namespace RoDLA.Api.Docs;

/// <summary>Files that are a part of the program.</summary>
internal static class EmbeddedFile
{
    /// <summary>Opens the file <paramref name="name"/>.</summary>
    /// <exception cref="ArgumentException">There is none of that name.</exception>
    public static Stream Open(string name) =>
        typeof(EmbeddedFile).Assembly.GetManifestResourceStream(name)
        ?? throw new ArgumentException($"The program has no file '{name}'.", nameof(name));
}
