using System.Text.Json;
using RoDLA.Detection.Models;

namespace RoDLA.Detection.Catalog;

/// <summary>The published models that are known: <c>catalog.json</c> in the models folder, else the one of the program.</summary>
/// <param name="Models">By no order but the file's.</param>
public sealed record ModelCatalog(IReadOnlyList<CatalogEntry> Models)
{
    /// <summary>Name of the file.</summary>
    public const string FileName = "catalog.json";

    private static readonly JsonSerializerOptions Json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        RespectNullableAnnotations = true,
        ReadCommentHandling = JsonCommentHandling.Skip,
    };

    /// <summary>Reads the catalogue.</summary>
    /// <param name="folder">The models folder.</param>
    /// <exception cref="ModelException">The file is wrong.</exception>
    public static ModelCatalog Read(string folder)
    {
        string path = Path.Combine(folder, FileName);
        try
        {
            using Stream stream = File.Exists(path)
                ? File.OpenRead(path)
                : typeof(ModelCatalog).Assembly.GetManifestResourceStream(FileName)!;
            return JsonSerializer.Deserialize<ModelCatalog>(stream, Json)!;
        }
        catch (JsonException e)
        {
            throw new ModelException(FileName, [$"'{path}' is not a valid catalogue: {e.Message}"], e);
        }
    }

    /// <summary>The entry of a name; null when there is none.</summary>
    public CatalogEntry? Find(string name) => Models.FirstOrDefault(entry => entry.Name == name);
}
