using System.Runtime.InteropServices;
using OpenCvSharp;
using Xunit;

namespace RoDLA.Tests.Perturbations.OpenCv;

/// <summary>
/// A test that compares with OpenCV. Its library is there for Linux x64 and asks for GTK 3. Where it does not load the test is skipped and
/// names the missing packages, except in CI, which installs them and where nothing may be skipped.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class OpenCvTheoryAttribute : TheoryAttribute
{
    private static readonly string? Reason = WhyNotLoaded();

    public OpenCvTheoryAttribute()
    {
        if (Environment.GetEnvironmentVariable("CI") != "true")
        {
            Skip = Reason;
        }
    }

    private static string? WhyNotLoaded()
    {
        if (NativeLibrary.TryLoad("OpenCvSharpExtern", typeof(Mat).Assembly, null, out _))
        {
            return null;
        }

        if (!OperatingSystem.IsLinux() || RuntimeInformation.OSArchitecture != System.Runtime.InteropServices.Architecture.X64)
        {
            return "OpenCvSharp's official library is for Linux x64 only.";
        }

        (string Library, string Package)[] needed =
            [("libgtk-3.so.0", "libgtk-3-0"), ("libdrm.so.2", "libdrm2"), ("libatomic.so.1", "libatomic1")];
        IEnumerable<string> missing = needed.Where(part => !NativeLibrary.TryLoad(part.Library, out _)).Select(part => part.Package);
        return $"OpenCV does not load (Debian: apt install {string.Join(' ', missing)}).";
    }
}
