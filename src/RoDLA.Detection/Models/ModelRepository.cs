using System.Security.Cryptography;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Options;

namespace RoDLA.Detection.Models;

/// <summary>The folder of the models, one subfolder each: <c>NAME/model.json</c> and <c>NAME/model.onnx</c>.</summary>
/// <param name="folder">The folder of folders.</param>
public sealed partial class ModelRepository(string folder)
{
    /// <summary>Name of the file with a model's speed in its folder.</summary>
    private const string BenchFile = "bench.json";

    /// <summary>Name of a manifest in its folder.</summary>
    public const string ManifestFile = "model.json";

    private static readonly JsonSerializerOptions Json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectNullableAnnotations = true,
        ReadCommentHandling = JsonCommentHandling.Skip,
        AllowTrailingCommas = true,
        WriteIndented = true,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>A repository with the options of the host.</summary>
    public ModelRepository(IOptions<DetectionOptions> options)
        : this(options.Value.ModelsFolder)
    {
    }

    /// <summary>Whether a text is a name that a model may have.</summary>
    public static bool IsName(string name) => NamePattern().IsMatch(name);

    /// <summary>Writes a manifest.</summary>
    /// <param name="manifest">The manifest.</param>
    /// <param name="path">The file.</param>
    /// <param name="cancellationToken">Stops writing.</param>
    public static async Task WriteAsync(ModelManifest manifest, string path, CancellationToken cancellationToken)
    {
        await using FileStream stream = File.Create(path);
        await JsonSerializer.SerializeAsync(stream, manifest, Json, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>The folder of folders.</summary>
    public string Folder { get; } = Path.GetFullPath(folder);

    /// <summary>Names of all folders that hold a manifest, in alphabetical order.</summary>
    public IReadOnlyList<string> List() => Directory.Exists(Folder)
        ? [.. Directory.EnumerateDirectories(Folder)
            .Where(f => File.Exists(Path.Combine(f, ManifestFile)))
            .Select(f => Path.GetFileName(f))
            .Where(IsName)
            .Order(StringComparer.Ordinal)]
        : [];

    /// <summary>Reads and checks a model's manifest. The graph itself is opened by the detector.</summary>
    /// <exception cref="ModelException">The model is missing or its manifest is wrong; all mistakes are reported at once.</exception>
    public ModelFolder Open(string name)
    {
        string path = Path.Combine(Folder, name);
        string manifestPath = Path.Combine(path, ManifestFile);
        if (!NamePattern().IsMatch(name))
        {
            throw new ModelException(name, ["A model's name has lower-case letters, digits, '.', '_' and '-' only."]);
        }

        if (!File.Exists(manifestPath))
        {
            string others = List() is { Count: > 0 } found ? $"Found there: {string.Join(", ", found)}." : "No model was found there.";
            throw new ModelException(name, [$"There is no '{manifestPath}'.", others]);
        }

        ModelFolder model = new(name, path, Read(name, manifestPath));
        IReadOnlyList<string> problems = ManifestRules.Check(model);
        return problems.Count == 0 ? model : throw new ModelException(name, problems);
    }

    /// <summary>A text that changes with the files of a model; empty when there is no such model.</summary>
    public string VersionOf(string name)
    {
        DirectoryInfo folder = new(Path.Combine(Folder, name));
        return NamePattern().IsMatch(name) && folder.Exists
            ? string.Join('|', folder.EnumerateFiles()
                .Where(file => file.Name != BenchFile)
                .OrderBy(file => file.Name, StringComparer.Ordinal)
                .Select(file => $"{file.Name}:{file.Length}:{file.LastWriteTimeUtc.Ticks}"))
            : "";
    }

    /// <summary>Compares the SHA-256 of every file of a model with its manifest.</summary>
    /// <returns>One sentence per file that differs; empty when the model is intact.</returns>
    /// <exception cref="IOException">A file cannot be read.</exception>
    public static async Task<IReadOnlyList<string>> CheckFilesAsync(ModelFolder model, CancellationToken cancellationToken)
    {
        List<string> problems = [];
        foreach ((string file, string expected) in model.Manifest.ExternalData.Prepend(new(model.Manifest.File, model.Manifest.Sha256)))
        {
            await using FileStream stream = File.OpenRead(Path.Combine(model.Path, file));
            string actual = Convert.ToHexStringLower(await SHA256.HashDataAsync(stream, cancellationToken).ConfigureAwait(false));
            if (!actual.Equals(expected, StringComparison.OrdinalIgnoreCase))
            {
                problems.Add($"'{file}' has the SHA-256 {actual}, the manifest says {expected}: fetch it again, or correct model.json.");
            }
        }

        return problems;
    }

    /// <summary>How fast a model is on this machine, if it was measured since its graph changed; else null.</summary>
    /// <param name="manifest">The manifest of the model.</param>
    public ModelBench? BenchOf(ModelManifest manifest)
    {
        string path = Path.Combine(Folder, manifest.Name, BenchFile);
        try
        {
            using FileStream stream = File.OpenRead(path);
            return JsonSerializer.Deserialize<ModelBench>(stream, Json) is { } bench && bench.Sha256 == manifest.Sha256 ? bench : null;
        }
        catch (Exception e) when (e is IOException or JsonException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>Keeps how fast a model is.</summary>
    public static async Task WriteAsync(ModelBench bench, ModelFolder model, CancellationToken cancellationToken)
    {
        await using FileStream stream = File.Create(Path.Combine(model.Path, BenchFile));
        await JsonSerializer.SerializeAsync(stream, bench, Json, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Reads a manifest.</summary>
    /// <param name="name">Name of the model.</param>
    /// <param name="path">The file.</param>
    /// <exception cref="ModelException">It is not valid.</exception>
    public static ModelManifest Read(string name, string path)
    {
        try
        {
            using FileStream stream = File.OpenRead(path);
            return JsonSerializer.Deserialize<ModelManifest>(stream, Json)
                ?? throw new ModelException(name, [$"'{path}' is empty."]);
        }
        catch (JsonException e)
        {
            throw new ModelException(name, [$"'{path}' is not a valid manifest: {e.Message}"], e);
        }
    }

    [GeneratedRegex("^[a-z0-9][a-z0-9._-]{0,63}$")]
    private static partial Regex NamePattern();
}
