using System.Runtime.InteropServices;
using OpenCvSharp;
using Xunit;

namespace RoDLA.Tests.Perturbations.OpenCv;

/// <summary>
/// A test that compares with OpenCV. Its library is there for Linux x64 and asks for GTK 3. Where it does not load the test is skipped and
/// says so, but for CI, which installs GTK and where nothing may be skipped.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class OpenCvTheoryAttribute : TheoryAttribute
{
    private static readonly bool IsLoaded = NativeLibrary.TryLoad("OpenCvSharpExtern", typeof(Mat).Assembly, null, out _);

    public OpenCvTheoryAttribute()
    {
        if (!IsLoaded && Environment.GetEnvironmentVariable("CI") != "true")
        {
            Skip = OperatingSystem.IsLinux() && RuntimeInformation.OSArchitecture == System.Runtime.InteropServices.Architecture.X64
                ? "OpenCV does not load: GTK 3 is not installed (Debian: apt install libgtk-3-0)."
                : "OpenCvSharp's official library is for Linux x64 only.";
        }
    }
}
