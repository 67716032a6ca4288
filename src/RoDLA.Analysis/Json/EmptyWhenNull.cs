namespace RoDLA.Analysis.Json;

/// <summary>Writes a missing section as <c>{}</c>, so that clients can index into an answer without asking first.</summary>
public sealed class EmptyWhenNull<T> : JsonConverter<T>
    where T : class
{
    /// <inheritdoc/>
    public override bool HandleNull => true;

    /// <inheritdoc/>
    public override T? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        JsonElement element = JsonElement.ParseValue(ref reader);
        return element.EnumerateObject().Any() ? element.Deserialize<T>(options) : null;
    }

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, T? value, JsonSerializerOptions options)
    {
        if (value is null)
        {
            writer.WriteStartObject();
            writer.WriteEndObject();
        }
        else
        {
            JsonSerializer.Serialize(writer, value, options);
        }
    }
}
