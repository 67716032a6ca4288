using System.Security.Cryptography;
using System.Text.RegularExpressions;

namespace RoDLA.Detection.Rules;

/// <summary>The folder of the layout rules: <c>rules/NAME.pl</c> below the folder of the models.</summary>
/// <param name="modelsFolder">The folder of the models.</param>
internal sealed partial class RuleFolder(string modelsFolder)
{
    private const string Ending = ".pl";

    private readonly string _folder = Path.GetFullPath(Path.Combine(modelsFolder, "rules"));

    /// <summary>Names of all files, in alphabetical order.</summary>
    public IReadOnlyList<string> List() => Directory.Exists(_folder)
        ? [.. Directory.EnumerateFiles(_folder, "*" + Ending)
            .Select(file => Path.GetFileNameWithoutExtension(file))
            .Where(name => NamePattern().IsMatch(name))
            .Order(StringComparer.Ordinal)]
        : [];

    /// <summary>Finds a file and reads its content for its version.</summary>
    /// <exception cref="LayoutRulesException">There is no such file.</exception>
    public RuleFile Open(string name)
    {
        string path = Path.Combine(_folder, name + Ending);
        try
        {
            return NamePattern().IsMatch(name)
                ? new RuleFile(name, path, Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(path))))
                : throw Missing(null);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Missing(e);
        }

        LayoutRulesException Missing(Exception? cause)
        {
            string others = List() is { Count: > 0 } found ? $"there are: {string.Join(", ", found)}" : "there are none";
            return new LayoutRulesException($"There are no layout rules '{name}'; {others}.", cause);
        }
    }

    [GeneratedRegex("^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$")]
    private static partial Regex NamePattern();
}
