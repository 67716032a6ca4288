using System.IO.Compression;
using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using RoDLA.Tests.Api.Fixtures;
using RoDLA.Tests.Api.Perturbing;

namespace RoDLA.Tests.Cli.Batch;

/// <summary>Runs <c>batch</c> over files of its own; the reader is real, pipeline and detector are faked.</summary>
internal sealed partial class BatchRunner : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public FakeDetection Fake { get; } = new() { KeepsUploads = false };

    /// <summary>Replaces services.</summary>
    public Action<IServiceCollection>? Replace { get; set; }

    public string Out => Path.Combine(_folder.Path, "out");

    public string Error { get; private set; } = "";

    public string Output { get; private set; } = "";

    /// <summary>Lines of the table, with one space between columns.</summary>
    public string[] Rows =>
        [.. Output.Split('\n').Skip(1).TakeWhile(line => line.Length > 0).Select(line => Spaces().Replace(line.Trim(), " "))];

    /// <summary>The line of totals, without its time.</summary>
    public string Sum => Time().Replace(Output.Split('\n').First(line => line.Contains("images succeeded", StringComparison.Ordinal)), "");

    /// <summary>Names in the folder of the results.</summary>
    public string[] Names => Directory.Exists(Out)
        ? [.. Directory.EnumerateFileSystemEntries(Out).Select(Path.GetFileName).Order(StringComparer.Ordinal)!]
        : [];

    /// <summary>A path below the test's folder.</summary>
    public string At(string name) => Path.Combine(_folder.Path, name);

    /// <summary>A page below the test's folder.</summary>
    public string Page(string name, byte[]? content = null)
    {
        string path = At(name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllBytes(path, content ?? Pages.Png);
        return path;
    }

    /// <summary>A ZIP archive of pages.</summary>
    public string Archive(string name, params string[] entries)
    {
        using FileStream file = File.Create(At(name));
        using ZipArchive zip = new(file, ZipArchiveMode.Create);
        foreach (string entry in entries)
        {
            using Stream stream = zip.CreateEntry(entry).Open();
            stream.Write(Pages.Png);
        }

        return At(name);
    }

    public Task<int> RunAsync(params string[] arguments) => RunAsync(CancellationToken.None, arguments);

    public async Task<int> RunAsync(CancellationToken cancellationToken, params string[] arguments)
    {
        ProgramRun run = await ProgramRun.OfAsync(
            ["batch", .. arguments, "--out", Out],
            services =>
            {
                ApiServer.UseFake(services, Fake);
                Pages.UseReader(services);
                Replace?.Invoke(services);
            },
            cancellationToken);
        (Output, Error) = (Output + run.Output, Error + run.Error);
        return run.Exit;
    }

    public void Dispose() => _folder.Dispose();

    [GeneratedRegex(" +")]
    private static partial Regex Spaces();

    [GeneratedRegex(@" in [0-9.]+ s\.\s*$")]
    private static partial Regex Time();
}
