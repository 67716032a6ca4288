namespace RoDLA.Api.Forms;

/// <summary>Reads values of JSON that clients send; numbers may come as text.</summary>
internal static class JsonElementExtensions
{
    /// <summary>The value of a property; null when the object has none, or it is null.</summary>
    public static JsonElement? Find(this JsonElement entry, string name) =>
        entry.TryGetProperty(name, out JsonElement value) && value.ValueKind != JsonValueKind.Null ? value : null;

    /// <summary>The text; null when it is none, or is no Unicode: an escaped half of a surrogate pair.</summary>
    public static string? AsText(this JsonElement value)
    {
        try
        {
            return value.ValueKind == JsonValueKind.String ? value.GetString() : null;
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    /// <summary>Whether the name is Unicode.</summary>
    public static bool HasReadableName(this JsonProperty property)
    {
        try
        {
            return property.Name is not null;
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }

    /// <summary>The whole number; null when it is none.</summary>
    public static long? AsInteger(this JsonElement value) =>
        AsNumeral(value) is { } text && IntegerField.TryParse(text, out long number) ? number : null;

    /// <summary>The finite number; null when it is none.</summary>
    public static float? AsNumber(this JsonElement value) =>
        AsNumeral(value) is { } text
        && float.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out float number)
        && float.IsFinite(number)
            ? number
            : null;

    private static string? AsNumeral(JsonElement value) => value.ValueKind == JsonValueKind.Number ? value.GetRawText() : value.AsText();
}
