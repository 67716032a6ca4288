using System.Runtime.InteropServices;

namespace RoDLA.Analysis.Storage;

/// <summary>
/// Waits until what was written is on the disk, for what .NET cannot flush: folders and whole file systems. On other systems than Linux it
/// does nothing.
/// </summary>
public static partial class DiskFlush
{
    private const int ReadOnly = 0;
    private const int CloseOnExec = 0x80000;

    /// <summary>The content of a file.</summary>
    /// <exception cref="IOException">It could not be written.</exception>
    public static void File(string path) => Flush(path, FlushFile);

    /// <summary>The names in a folder.</summary>
    /// <exception cref="IOException">They could not be written.</exception>
    public static void Folder(string path) => Flush(path, FlushFile);

    /// <summary>Everything on the file system that holds <paramref name="path"/>: one wait for many files.</summary>
    /// <exception cref="IOException">It could not be written.</exception>
    public static void FileSystem(string path) => Flush(path, FlushFileSystem);

    private static void Flush(string path, Func<int, int> flush)
    {
        if (!OperatingSystem.IsLinux())
        {
            return;
        }

        int descriptor = Open(path, ReadOnly | CloseOnExec);
        if (descriptor < 0)
        {
            throw Fault(path);
        }

        try
        {
            if (flush(descriptor) != 0)
            {
                throw Fault(path);
            }
        }
        finally
        {
            _ = Close(descriptor);
        }
    }

    private static IOException Fault(string path)
    {
        int error = Marshal.GetLastPInvokeError();
        return new IOException($"'{path}' could not be flushed to the disk: {Marshal.GetPInvokeErrorMessage(error)}.", error);
    }

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "fsync", SetLastError = true)]
    private static partial int FlushFile(int descriptor);

    [LibraryImport("libc", EntryPoint = "syncfs", SetLastError = true)]
    private static partial int FlushFileSystem(int descriptor);

    [LibraryImport("libc", EntryPoint = "close")]
    private static partial int Close(int descriptor);
}
