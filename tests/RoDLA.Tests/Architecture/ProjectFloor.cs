using System.Text.RegularExpressions;

namespace RoDLA.Tests.Architecture;

/// <summary>A project, its floor and its folders.</summary>
/// <param name="Floor">Higher projects use lower ones.</param>
/// <param name="Name">Name of the project, of its assembly and of its root namespace.</param>
/// <param name="Folders">Paths below the project, lowest first; <c>.</c> is the project's own folder.</param>
internal sealed record ProjectFloor(int Floor, string Name, IReadOnlyList<string> Folders)
{
    /// <summary>A regular expression for the namespaces of the project.</summary>
    public string NamespacePattern => $@"^{Regex.Escape(Name)}(\.|$)";

    /// <summary>The namespace of a folder.</summary>
    public string NamespaceOf(string folder) => folder == "." ? Name : $"{Name}.{folder.Replace('/', '.')}";
}
