using Xunit;

namespace RoDLA.Tests.Imaging;

/// <summary>
/// A test that needs a program of the system. It is skipped where the program is not installed, except in CI, which installs all of them.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class ToolFactAttribute : FactAttribute
{
    /// <param name="tool">The program.</param>
    /// <param name="package">What to install.</param>
    /// <param name="parts">Files or folders that must exist too.</param>
    public ToolFactAttribute(string tool, string package, params string[] parts)
    {
        Skip = WhyMissing(tool, package, parts);
    }

    /// <summary>Why a test that needs a program is skipped; null when it is not.</summary>
    internal static string? WhyMissing(string tool, string package, params string[] parts) =>
        !(IsInstalled(tool) && parts.All(Path.Exists)) && Environment.GetEnvironmentVariable("CI") != "true"
            ? $"{tool} is not installed (Debian: apt install {package})."
            : null;

    private static bool IsInstalled(string tool) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Any(folder => File.Exists(Path.Combine(folder, tool)));
}
