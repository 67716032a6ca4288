using System.IO.Compression;
using RoDLA.Tests.Api.Fixtures;
using SixLabors.ImageSharp;
using SixLabors.ImageSharp.Processing;
using Xunit;

namespace RoDLA.Tests.Documents.Snippets;

/// <summary>One real service, and the files that the examples name, for all documents.</summary>
public sealed class SnippetWorkshop : IAsyncLifetime, IDisposable
{
    /// <summary>Published models that examples name; here they are the shipped one.</summary>
    private static readonly string[] StandIns = ["rodla-m6doc", "docling-heron"];

    private static readonly string[] Linked = ["samples", "tests", "backgrounds", "README.md", "docs", "clients", "tools", "deploy"];

    private static readonly string[] Pages = ["arabic.jpg", "pages/one.png", "scans/a.jpg"];

    private readonly TemporaryFolder _folder = new();
    private ApiServer? _api;

    internal Uri Service => _api!.Address;

    /// <summary>Variables of every example.</summary>
    internal IReadOnlyDictionary<string, string> Variables => new Dictionary<string, string>
    {
        ["SERVICE"] = Service.GetLeftPart(UriPartial.Authority),
        ["PROGRAM"] = Path.Combine(AppContext.BaseDirectory, "RoDLA.Api.dll"),
        ["RODLA_MODELS_DIR"] = Models,
        ["DOTNET_CLI_TELEMETRY_OPTOUT"] = "1",
        ["DOTNET_NOLOGO"] = "1",
    };

    private string Models => Path.Combine(_folder.Path, "models");

    public async Task InitializeAsync()
    {
        MakeModels();
        MakePages();
        _api = await ApiServer.StartAsync(new() { ["RODLA_MODELS_DIR"] = Models }, real: true);
        await _api.ReadyAsync();
    }

    public async Task DisposeAsync() => await (_api?.DisposeAsync() ?? ValueTask.CompletedTask);

    public void Dispose() => _folder.Dispose();

    /// <summary>Puts the files of the repository and the example pages into the folder of a document, once.</summary>
    internal void Furnish(string folder)
    {
        if (Directory.Exists(Path.Combine(folder, "models")))
        {
            return;
        }

        foreach (string name in Linked)
        {
            Directory.CreateSymbolicLink(Path.Combine(folder, name), Path.Combine(RepositoryRoot.Path, name));
        }

        Directory.CreateSymbolicLink(Path.Combine(folder, "models"), Models);
        Directory.CreateDirectory(Path.Combine(folder, "outputs"));
        foreach (string path in Directory.EnumerateFileSystemEntries(Path.Combine(_folder.Path, "pages")))
        {
            Directory.CreateSymbolicLink(Path.Combine(folder, Path.GetFileName(path)), path);
        }
    }

    private void MakeModels()
    {
        string source = Path.Combine(RepositoryRoot.Path, "models");
        foreach (string file in Directory.EnumerateFiles(source, "*", SearchOption.AllDirectories))
        {
            string path = Path.Combine(Models, Path.GetRelativePath(source, file));
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.Copy(file, path);
        }

        foreach (string name in StandIns)
        {
            string folder = Directory.CreateDirectory(Path.Combine(Models, name)).FullName;
            string shipped = Path.Combine(source, "rodla-layout-s");
            File.Copy(Path.Combine(shipped, "model.onnx"), Path.Combine(folder, "model.onnx"));
            string manifest = File.ReadAllText(Path.Combine(shipped, "model.json"));
            File.WriteAllText(
                Path.Combine(folder, "model.json"), manifest.Replace("\"rodla-layout-s\"", $"\"{name}\"", StringComparison.Ordinal));
        }
    }

    private void MakePages()
    {
        string pages = Directory.CreateDirectory(Path.Combine(_folder.Path, "pages")).FullName;
        using Image page = Image.Load(Path.Combine(RepositoryRoot.Path, "samples", "article.jpg"));
        page.Mutate(image => image.Resize(414, 585));
        foreach (string name in Pages)
        {
            string path = Path.Combine(pages, name);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            page.Save(path);
        }

        const string Labels =
            """
            {"info": {}, "licenses": [], "categories": [{"id": 1, "name": "Text"}, {"id": 2, "name": "Title"}],
             "images": [{"id": 1, "file_name": "one.png", "width": 414, "height": 585}],
             "annotations": [
              {"id": 1, "image_id": 1, "category_id": 2, "bbox": [60, 40, 290, 30], "area": 8700, "iscrowd": 0, "segmentation": []},
              {"id": 2, "image_id": 1, "category_id": 1, "bbox": [40, 120, 160, 90], "area": 14400, "iscrowd": 0, "segmentation": []}]}
            """;
        File.WriteAllText(Path.Combine(pages, "val.json"), Labels);
        ZipFile.CreateFromDirectory(Path.Combine(pages, "scans"), Path.Combine(pages, "scans.zip"));
        ZipFile.CreateFromDirectory(Path.Combine(pages, "scans"), Path.Combine(pages, "more.zip"));
        ZipFile.CreateFromDirectory(Path.Combine(pages, "pages"), Path.Combine(pages, "labelled-pages.zip"));
        using ZipArchive labelled = ZipFile.Open(Path.Combine(pages, "labelled-pages.zip"), ZipArchiveMode.Update);
        labelled.CreateEntryFromFile(Path.Combine(pages, "val.json"), "val.json");
        File.WriteAllText(
            Path.Combine(pages, "service.log"),
            """{"@t":"2026-03-01T12:00:00Z","@l":"Error","@m":"GET / failed","RequestId":"01a2230557177934b7a31bd35d960a40"}""" + "\n");
    }
}
