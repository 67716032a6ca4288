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
        options.Converters.Add(new UtcTimes());
        options.Converters.Add(new FiniteNumbers<float>());
        options.Converters.Add(new FiniteNumbers<double>());
    }

    private static JsonSerializerOptions Create(bool indented)
    {
        JsonSerializerOptions options = new(JsonSerializerDefaults.Web) { WriteIndented = indented };
        Configure(options);
        options.MakeReadOnly(populateMissingResolver: true);
        return options;
    }

    /// <summary>Writes times as ISO 8601 in UTC with milliseconds and a Z.</summary>
    private sealed class UtcTimes : JsonConverter<DateTimeOffset>
    {
        /// <inheritdoc/>
        public override DateTimeOffset Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            reader.GetDateTimeOffset();

        /// <inheritdoc/>
        public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options)
        {
            Span<char> text = stackalloc char[24];
            value.UtcDateTime.TryFormat(text, out int length, "yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
            writer.WriteStringValue(text[..length]);
        }
    }

    /// <summary>Writes a number that is not finite, which JSON does not know, as null.</summary>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    private sealed class FiniteNumbers<T> : JsonConverter<T>
        where T : struct, IBinaryFloatingPointIeee754<T>
    {
        /// <inheritdoc/>
        public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            typeof(T) == typeof(float) ? T.CreateTruncating(reader.GetSingle()) : T.CreateTruncating(reader.GetDouble());

        /// <inheritdoc/>
        public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options)
        {
            if (!T.IsFinite(value))
            {
                writer.WriteNullValue();
            }
            else if (typeof(T) == typeof(float))
            {
                writer.WriteNumberValue(float.CreateTruncating(value));
            }
            else
            {
                writer.WriteNumberValue(double.CreateTruncating(value));
            }
        }
    }
}
