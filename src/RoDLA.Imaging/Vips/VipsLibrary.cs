using System.Runtime.InteropServices;

namespace RoDLA.Imaging.Vips;

/// <summary>Starts libvips, once in the life of the process.</summary>
internal static class VipsLibrary
{
    private static readonly Lazy<string> Started = new(Start);

    /// <summary>Makes sure that libvips runs; the first caller pays about 10 ms.</summary>
    public static void EnsureStarted() => _ = Started.Value;

    /// <summary>Version of the library, such as 8.18.7.</summary>
    public static string Version => Started.Value;

    /// <summary>The error text that libvips has gathered, taken out of its buffer.</summary>
    public static string TakeErrorText()
    {
        nint text = NativeMethods.TakeErrorText();
        try
        {
            return Marshal.PtrToStringUTF8(text)?.Trim() ?? "";
        }
        finally
        {
            NativeMethods.Free(text);
        }
    }

    private static string Start()
    {
        // fontconfig reads this when text is first drawn. Environment.SetEnvironmentVariable would not reach native code.
        NativeMethods.SetEnvironment("FONTCONFIG_FILE", Path.Combine(AppContext.BaseDirectory, "Fonts", "fonts.conf"), overwrite: true);

        // Without a home, as in a container, fontconfig finds no place for its cache and says so on standard error.
        if (!Directory.Exists(Environment.GetEnvironmentVariable("HOME")))
        {
            NativeMethods.SetEnvironment("XDG_CACHE_HOME", Path.GetTempPath(), overwrite: false);
        }

        // Warnings about odd uploads would go to standard error, between the lines of our own log.
        NativeMethods.SetEnvironment("VIPS_WARNING", "0", overwrite: true);
        if (NativeMethods.Init("rodla") != 0)
        {
            throw new InvalidOperationException($"libvips does not start: {TakeErrorText()}");
        }

        // No cache of operations: every image is seen once, and cached ones would pin memory.
        NativeMethods.CacheSetMax(0);

        // Loaders that libvips does not hold safe for hostile input (CSV, raw, its own format, SVG) are shut; SVG only ever comes from us.
        NativeMethods.BlockUntrustedSet(true);
        NativeMethods.OperationBlockSet("VipsForeignLoadSvg", false);
        return $"{NativeMethods.Version(0)}.{NativeMethods.Version(1)}.{NativeMethods.Version(2)}";
    }
}
