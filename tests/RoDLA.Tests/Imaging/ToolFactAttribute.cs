using Xunit;

namespace RoDLA.Tests.Imaging;

/// <summary>
/// A test that needs a program of the system. Where it is not installed the test is skipped and says so, but for CI, which installs all
/// and where nothing may be skipped.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class ToolFactAttribute : FactAttribute
{
    /// <param name="tool">The program.</param>
    /// <param name="package">What to install.</param>
    /// <param name="parts">Files or folders that must be there too.</param>
    public ToolFactAttribute(string tool, string package, params string[] parts)
    {
        if (!(IsInstalled(tool) && parts.All(Path.Exists)) && Environment.GetEnvironmentVariable("CI") != "true")
        {
            Skip = $"{tool} is not installed (Debian: apt install {package}).";
        }
    }

    private static bool IsInstalled(string tool) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Any(folder => File.Exists(Path.Combine(folder, tool)));
}
