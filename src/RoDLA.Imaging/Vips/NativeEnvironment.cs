using System.Runtime.CompilerServices;

namespace RoDLA.Imaging.Vips;

/// <summary>
/// Environment variables that libvips and fontconfig read. <see cref="Environment.SetEnvironmentVariable(string, string)"/> does not
/// change the environment of native code.
/// </summary>
internal static partial class NativeEnvironment
{
    /// <summary>Runs when this assembly is loaded: NetVips starts libvips on the first use of any of its types.</summary>
#pragma warning disable CA2255 // A module initializer is the only code that is sure to run before that of NetVips.
    [ModuleInitializer]
#pragma warning restore CA2255
    internal static void Initialize()
    {
        // The only font is the one that ships with the project, so that text looks the same everywhere.
        Set("FONTCONFIG_FILE", Path.Combine(AppContext.BaseDirectory, "Fonts", "fonts.conf"));

        // Without a home directory, as in a container, fontconfig has no folder for its cache and prints a warning.
        if (!Directory.Exists(Environment.GetEnvironmentVariable("HOME"))
            && string.IsNullOrEmpty(Environment.GetEnvironmentVariable("XDG_CACHE_HOME")))
        {
            Set("XDG_CACHE_HOME", Path.GetTempPath());
        }

        // libvips would print warnings about unusual uploads to standard error.
        Set("VIPS_WARNING", "0");
    }

    private static void Set(string name, string value)
    {
        _ = OperatingSystem.IsWindows() ? SetOnWindows(name, value) : SetOnUnix(name, value, overwrite: 1);
    }

    [LibraryImport("libc", EntryPoint = "setenv", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int SetOnUnix(string name, string value, int overwrite);

    [LibraryImport("ucrtbase", EntryPoint = "_wputenv_s", StringMarshalling = StringMarshalling.Utf16)]
    private static partial int SetOnWindows(string name, string value);
}
