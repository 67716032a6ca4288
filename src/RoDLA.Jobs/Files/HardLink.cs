using System.Runtime.InteropServices;

namespace RoDLA.Jobs.Files;

/// <summary>Hard links, which .NET does not make.</summary>
internal static partial class HardLink
{
    /// <summary>Makes a second name of a file; a copy on the disk where the file system has no hard links.</summary>
    /// <exception cref="IOException">The file is not there, or the copy cannot be written.</exception>
    public static void Create(string existing, string link)
    {
        bool hasLinks = OperatingSystem.IsLinux() || OperatingSystem.IsMacOS();
        if (!hasLinks || Link(existing, link) != 0)
        {
            File.Copy(existing, link);
            DiskFlush.File(link);
        }
    }

    [LibraryImport("libc", EntryPoint = "link", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Link(string existing, string link);
}
