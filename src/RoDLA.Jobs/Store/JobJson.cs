using System.Text.Json;
using System.Text.Json.Serialization;
using RoDLA.Analysis.Json;

namespace RoDLA.Jobs.Store;

/// <summary>How records and journals are written as JSON: as answers are, without what is null.</summary>
internal static class JobJson
{
    /// <summary>One line.</summary>
    public static JsonSerializerOptions Line { get; } = Create(indented: false);

    /// <summary>Many lines, for people.</summary>
    public static JsonSerializerOptions Indented { get; } = Create(indented: true);

    private static JsonSerializerOptions Create(bool indented)
    {
        JsonSerializerOptions options = new(ReportJson.Options)
        {
            WriteIndented = indented,
            DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        };
        options.MakeReadOnly(populateMissingResolver: true);
        return options;
    }
}
