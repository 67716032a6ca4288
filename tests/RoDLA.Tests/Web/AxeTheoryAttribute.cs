using RoDLA.Tests.Imaging;
using Xunit;

namespace RoDLA.Tests.Web;

/// <summary>
/// A theory that needs chromium and axe-core, whose script the variable <c>AXE_CORE</c> names. It is skipped without them, except in CI.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class AxeTheoryAttribute : TheoryAttribute
{
    public AxeTheoryAttribute() => Skip = ToolFactAttribute.WhyMissing("chromium", "chromium") ?? WhyMissing();

    /// <summary>Path of the script.</summary>
    public static string Script => Environment.GetEnvironmentVariable("AXE_CORE") ?? "";

    private static string? WhyMissing() => !File.Exists(Script) && Environment.GetEnvironmentVariable("CI") != "true"
        ? "AXE_CORE does not name axe.min.js (npm install axe-core)."
        : null;
}
