namespace RoDLA.Analysis.Evaluation.Labels;

/// <summary>A file with labels.</summary>
/// <param name="Name">The client's name for it, with its folders.</param>
/// <param name="Path">Where it is.</param>
public sealed record LabelFile(string Name, string Path)
{
    private static readonly string[] Endings = [".json", ".xml", ".txt", ".yaml", ".yml", ".names"];

    /// <summary>Whether a name is one that files with labels have.</summary>
    public static bool IsLabel(string name) =>
        Endings.Contains(System.IO.Path.GetExtension(name), StringComparer.OrdinalIgnoreCase);

    /// <summary>The name without folders and ending.</summary>
    internal string Stem => StemOf(Name);

    /// <summary>A name without folders and ending.</summary>
    internal static string StemOf(string name) => System.IO.Path.GetFileNameWithoutExtension(name.Replace('\\', '/'));
}
