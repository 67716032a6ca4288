using System.Security.Cryptography;
using System.Text.Json.Nodes;
using RoDLA.Cli.Output;
using RoDLA.Detection.Catalog;
using RoDLA.Detection.Inspection;
using RoDLA.Detection.Models;
using RoDLA.Detection.Runtime;
using RoDLA.Jobs.Downloads;

namespace RoDLA.Cli.Models;

/// <summary>
/// Fetches, checks and tries a model in a folder of its own, which then becomes the model's; after a failure nothing is left.
/// </summary>
/// <param name="models">The models folder.</param>
/// <param name="downloader">Downloads the files.</param>
/// <param name="options">Where the model is tried.</param>
/// <param name="terminal">Told what happens.</param>
internal sealed class ModelInstaller(ModelRepository models, IFileDownloader downloader, DetectionOptions options, Terminal terminal)
{
    private const string GraphFile = "model.onnx";
    private static readonly PageSize TrialPage = new(1240, 1754);

    private readonly KnownHashes _hashes = new(models.Folder);

    /// <summary>Adds a model.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="entry">Its entry in the catalogue; null for one's own model.</param>
    /// <param name="from">Path or address of the graph; null for those of the entry.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="ModelException">The file is not the model's, or the model is unusable.</exception>
    /// <exception cref="IOException">A file could not be fetched or written.</exception>
    public async Task<ModelManifest> AddAsync(
        string name, CatalogEntry? entry, string? from, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(models.Folder);
        string draft = Path.Combine(models.Folder, $".adding-{name}");
        if (Directory.Exists(draft))
        {
            Directory.Delete(draft, recursive: true);
        }

        string folder = Directory.CreateDirectory(Path.Combine(draft, name)).FullName;
        try
        {
            IReadOnlyList<CatalogFile> files = from is null ? entry!.Files : [Graph(entry, from)];
            List<(string Url, string Sha256)> trusted = [];
            foreach (CatalogFile file in files)
            {
                await FetchAsync(name, file, Path.Combine(folder, file.Name), trusted, cancellationToken);
            }

            ModelManifest manifest = await DescribeAsync(name, entry, folder, cancellationToken);
            await ModelRepository.WriteAsync(manifest, Path.Combine(folder, ModelRepository.ManifestFile), cancellationToken);
            await TryAsync(name, draft, cancellationToken);
            foreach ((string url, string sha256) in trusted)
            {
                _hashes.Add(url, sha256);
            }

            Directory.Move(folder, Path.Combine(models.Folder, name));
            return manifest;
        }
        finally
        {
            Directory.Delete(draft, recursive: true);
        }
    }

    private static CatalogFile Graph(CatalogEntry? entry, string from) =>
        new(entry?.Files[0].Name ?? GraphFile, from) { Sha256 = entry?.Files[0].Sha256, Bytes = entry?.Files[0].Bytes };

    private static bool IsAddress(string from) =>
        from.StartsWith("https://", StringComparison.OrdinalIgnoreCase) || from.StartsWith("http://", StringComparison.OrdinalIgnoreCase);

    private async Task FetchAsync(
        string name, CatalogFile file, string path, List<(string Url, string Sha256)> trusted, CancellationToken cancellationToken)
    {
        if (IsAddress(file.Url))
        {
            ThrowIfNoRoom(file);
            terminal.WriteLine($"Downloading {file.Url}");
            await terminal.ShowProgressAsync(async progress =>
            {
                await downloader.DownloadAsync(
                    file.Url,
                    path,
                    step => progress.Report((double)step.Done, step.Total ?? file.Bytes ?? 0, file.Name),
                    cancellationToken);
                return true;
            });
        }
        else if (!File.Exists(file.Url))
        {
            throw new ModelException(name, [$"There is no file '{file.Url}'."]);
        }
        else
        {
            File.Copy(file.Url, path);
            CopyClassNames(Path.GetDirectoryName(Path.GetFullPath(file.Url))!, Path.GetDirectoryName(path)!);
        }

        string actual = await HashAsync(path, cancellationToken);
        string? known = file.Sha256 ?? (IsAddress(file.Url) ? _hashes.Find(file.Url) : null);
        if (known is not null && !actual.Equals(known, StringComparison.OrdinalIgnoreCase))
        {
            string stated = file.Sha256 is null ? "it had another one when it was downloaded first" : "the catalogue has another one";
            throw new ModelException(name, [$"'{file.Url}' has the SHA-256 {actual}, but {stated}: {known}. It was not added."]);
        }

        if (known is null)
        {
            terminal.WriteLine($"No SHA-256 is stated for {file.Name}; it is {actual}, which is written down.");
            if (IsAddress(file.Url))
            {
                trusted.Add((file.Url, actual));
            }
        }
    }

    private void ThrowIfNoRoom(CatalogFile file)
    {
        long room = new DriveInfo(models.Folder).AvailableFreeSpace;
        if (file.Bytes > room)
        {
            throw new DownloadException(
                FormattableString.Invariant($"{file.Name} has {file.Bytes >> 20} MiB, but ")
                + FormattableString.Invariant($"{models.Folder} has room for {room >> 20} MiB only."));
        }
    }

    private static void CopyClassNames(string from, string to)
    {
        foreach (string file in ClassNameFiles.Names.Where(file => File.Exists(Path.Combine(from, file))))
        {
            File.Copy(Path.Combine(from, file), Path.Combine(to, file));
        }
    }

    private static async Task<string> HashAsync(string path, CancellationToken cancellationToken)
    {
        await using FileStream stream = File.OpenRead(path);
        return Convert.ToHexStringLower(await SHA256.HashDataAsync(stream, cancellationToken));
    }

    /// <summary>The manifest of the catalogue for this file, or one that the inspection of the graph drafted.</summary>
    private async Task<ModelManifest> DescribeAsync(
        string name, CatalogEntry? entry, string folder, CancellationToken cancellationToken)
    {
        string graph = Path.Combine(folder, entry?.Files[0].Name ?? GraphFile);
        ModelInspection seen = await ModelInspector.InspectAsync(graph, name, cancellationToken);
        if (entry is null)
        {
            return Own(name, seen);
        }

        JsonObject json = entry.Manifest.DeepClone().AsObject();
        json["name"] = name;
        json["file"] = Path.GetFileName(graph);
        json["sha256"] = await HashAsync(graph, cancellationToken);
        JsonObject weights = [];
        foreach (CatalogFile file in entry.Files.Skip(1).Where(file => !ClassNameFiles.Names.Contains(file.Name)))
        {
            weights[file.Name] = await HashAsync(Path.Combine(folder, file.Name), cancellationToken);
        }

        json["external_data"] = weights;
        string path = Path.Combine(folder, ModelRepository.ManifestFile);
        await File.WriteAllTextAsync(path, json.ToJsonString(), cancellationToken);
        ModelManifest manifest = ModelRepository.Read(name, path);
        if (seen.Manifest is { } drafted && drafted.Family == manifest.Family && !seen.HasOutputs(manifest.Outputs))
        {
            terminal.WriteLine("The graph names its outputs otherwise than the catalogue; those of the graph are used.");
            manifest = manifest with { Outputs = drafted.Outputs with { Coordinates = manifest.Outputs.Coordinates } };
        }

        return manifest;
    }

    private ModelManifest Own(string name, ModelInspection seen)
    {
        if (seen.Manifest is not { } manifest)
        {
            throw new ModelException(
                name,
                [
                    $"No family of models fits: the graph has the inputs {string.Join(", ", seen.Inputs)} and the outputs "
                    + $"{string.Join(", ", seen.Outputs)}. 'models inspect' says what the families expect.",
                ]);
        }

        foreach (string guess in seen.Guesses)
        {
            terminal.WriteLine(guess);
        }

        return manifest;
    }

    private async Task TryAsync(string name, string draft, CancellationToken cancellationToken)
    {
        ModelFolder model = new ModelRepository(draft).Open(name);
        using PageImage page = PageImage.Rent(TrialPage.Width, TrialPage.Height);
        page.Pixels.Fill(byte.MaxValue);
        IReadOnlyList<LayoutElement> found = await ModelTrial.RunAsync(model, options, page, cancellationToken);
        terminal.WriteLine($"Its graph fits, and ran on a page ({found.Count} detections on a blank one).");
    }
}
