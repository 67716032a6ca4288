using System.Text.Json;
using System.Text.Json.Serialization;

namespace RoDLA.Analysis.Pipeline;

/// <summary>Writes a number that is not finite, which JSON does not know, as null.</summary>
internal sealed class FiniteSingleConverter : JsonConverter<float>
{
    /// <inheritdoc/>
    public override float Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.GetSingle();

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, float value, JsonSerializerOptions options)
    {
        if (float.IsFinite(value))
        {
            writer.WriteNumberValue(value);
        }
        else
        {
            writer.WriteNullValue();
        }
    }
}
