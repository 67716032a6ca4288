using System.Diagnostics;
using RoDLA.Analysis.Storage;
using RoDLA.Jobs.Files;
using RoDLA.Tests.Api.Fixtures;

namespace RoDLA.Tests.Jobs.Fixtures;

/// <summary>
/// A folder on a disk that a test can fill: a file system of 8 MB in memory where mounting is allowed; elsewhere files are linked to
/// <c>/dev/full</c>,
/// which fails writes like a full disk.
/// </summary>
internal sealed class SmallDisk : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly List<string> _traps = [];

    public SmallDisk()
    {
        Path = Directory.CreateDirectory(System.IO.Path.Combine(_folder.Path, "disk")).FullName;
        IsMounted = Run("mount", "-t", "tmpfs", "-o", "size=8m", "none", Path);
    }

    public string Path { get; }

    public bool IsMounted { get; }

    private string Filler => System.IO.Path.Combine(Path, "filler");

    /// <summary>Fills the disk, or makes writes of these files fail.</summary>
    public void Fill(IEnumerable<string> files)
    {
        if (IsMounted)
        {
            using FileStream filler = new(Filler, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0);
            byte[] block = new byte[4096];
            bool isFull = false;
            while (!isFull)
            {
                try
                {
                    filler.Write(block);
                }
                catch (IOException e) when (DiskFaults.IsFull(e))
                {
                    isFull = true;
                }
            }

            return;
        }

        foreach (string file in files)
        {
            Directory.CreateDirectory(System.IO.Path.GetDirectoryName(file)!);
            string trap = file + AtomicFile.TemporaryEnding;
            File.CreateSymbolicLink(trap, "/dev/full");
            _traps.Add(trap);
        }
    }

    /// <summary>Frees space.</summary>
    public void Free()
    {
        _traps.ForEach(File.Delete);
        _traps.Clear();
        File.Delete(Filler);
    }

    public void Dispose()
    {
        if (IsMounted)
        {
            Run("umount", "-l", Path);
        }

        _folder.Dispose();
    }

    private static bool Run(string program, params string[] arguments)
    {
        try
        {
            ProcessStartInfo info = new(program, arguments) { RedirectStandardError = true };
            using Process process = Process.Start(info)!;
            process.StandardError.ReadToEnd();
            process.WaitForExit();
            return process.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }
}
