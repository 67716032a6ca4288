using Xunit;

namespace RoDLA.Tests.Imaging;

/// <summary>A theory that needs a program of the system, as <see cref="ToolFactAttribute"/>.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class ToolTheoryAttribute : TheoryAttribute
{
    /// <param name="tool">The program.</param>
    /// <param name="package">What to install.</param>
    public ToolTheoryAttribute(string tool, string package) => Skip = ToolFactAttribute.WhyMissing(tool, package);
}
