using System.Text.Encodings.Web;

namespace RoDLA.Analysis.Json;

/// <summary>How answers are written as JSON, the same over HTTP, on the command line and on the disk.</summary>
public static class ReportJson
{
    /// <summary>One line.</summary>
    public static JsonSerializerOptions Options { get; } = Create(indented: false);

    /// <summary>Many lines, for people.</summary>
    public static JsonSerializerOptions Indented { get; } = Create(indented: true);

    /// <summary>A value of an enumeration as answers write it: <c>image_complete</c>.</summary>
    public static string Word<T>(T value)
        where T : struct, Enum => JsonNamingPolicy.SnakeCaseLower.ConvertName(value.ToString());

    /// <summary>Snake_case names, times in UTC with a Z, no number that JSON does not know.</summary>
    public static void Configure(JsonSerializerOptions options)
    {
        options.PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower;
        options.PropertyNameCaseInsensitive = false;

        // Base64 and class names stay readable; answers are JSON and never a part of a page of HTML.
        options.Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping;
        options.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower, allowIntegerValues: false));
        options.Converters.Add(new UtcTimeConverter());
        options.Converters.Add(new FiniteNumberConverter<float>());
        options.Converters.Add(new FiniteNumberConverter<double>());
    }

    private static JsonSerializerOptions Create(bool indented)
    {
        JsonSerializerOptions options = new(JsonSerializerDefaults.Web) { WriteIndented = indented };
        Configure(options);
        options.MakeReadOnly(populateMissingResolver: true);
        return options;
    }
}
