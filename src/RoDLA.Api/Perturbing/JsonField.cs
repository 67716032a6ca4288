using System.Text.Json;
using RoDLA.Api.Uploads;

namespace RoDLA.Api.Perturbing;

/// <summary>Reads form fields that carry JSON; comments and trailing commas, which people write, are let pass.</summary>
internal static class JsonField
{
    private static readonly JsonDocumentOptions Lenient = new() { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip };

    /// <summary>Reads any JSON; null when it is none.</summary>
    public static JsonElement? TryParse(string text)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(text, Lenient);
            return document.RootElement.Clone();
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>The elements of an array; null after noting a mistake.</summary>
    public static List<JsonElement>? ReadArray(FormFields fields, string field, string text)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(text, Lenient);
            if (document.RootElement.ValueKind == JsonValueKind.Array)
            {
                return [.. document.RootElement.Clone().EnumerateArray()];
            }

            fields.Add(field, "It must be a JSON array.");
        }
        catch (JsonException e)
        {
            fields.Add(field, $"It is not JSON: look at line {e.LineNumber + 1}, byte {e.BytePositionInLine + 1}.");
        }

        return null;
    }
}
