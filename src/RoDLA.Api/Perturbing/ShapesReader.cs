using System.Numerics;
using System.Text.Json;
using RoDLA.Api.Uploads;
using RoDLA.Perturbations.Geometry;

namespace RoDLA.Api.Perturbing;

/// <summary>Reads boxes and polygons from JSON, and notes every mistake under the place that it is at.</summary>
internal static class ShapesReader
{
    private const int BoxNumbers = 4;
    private const int LeastPolygonNumbers = 6;
    private const float Farthest = 1_000_000;

    /// <summary>Boxes as <c>[[x1, y1, x2, y2], ...]</c>; null when the field was not sent.</summary>
    public static IReadOnlyList<PageBox>? ReadBoxes(FormFields fields, string field) =>
        Read(fields, field, n => n.Length == BoxNumbers && n[0] <= n[2] && n[1] <= n[3], "[x1, y1, x2, y2] with x1 ≤ x2 and y1 ≤ y2") is { } boxes
            ? [.. boxes.Select(n => new PageBox(n[0], n[1], n[2], n[3]))]
            : null;

    /// <summary>Polygons as <c>[[x, y, x, y, x, y, ...], ...]</c>; null when the field was not sent.</summary>
    public static IReadOnlyList<IReadOnlyList<Vector2>>? ReadPolygons(FormFields fields, string field) =>
        Read(fields, field, n => n.Length >= LeastPolygonNumbers && n.Length % 2 == 0, "[x, y, x, y, x, y, ...] with three points or more") is { } rings
            ? [.. rings.Select(n => n.Chunk(2).Select(p => new Vector2(p[0], p[1])).ToArray())]
            : null;

    private static List<float[]>? Read(FormFields fields, string field, Func<float[], bool> isShape, string shape)
    {
        if (fields.Text(field) is not { } text || JsonField.ReadArray(fields, field, text) is not { } entries)
        {
            return null;
        }

        List<float[]> shapes = [];
        for (int i = 0; i < entries.Count; i++)
        {
            if (ReadNumbers(entries[i]) is { } numbers && isShape(numbers))
            {
                shapes.Add(numbers);
            }
            else
            {
                fields.Add($"{field}[{i}]", $"It must be {shape}, in pixels, none beyond {Farthest:0}.");
            }
        }

        return shapes;
    }

    private static float[]? ReadNumbers(JsonElement entry)
    {
        if (entry.ValueKind != JsonValueKind.Array)
        {
            return null;
        }

        float[] numbers = new float[entry.GetArrayLength()];
        int count = 0;
        foreach (JsonElement value in entry.EnumerateArray())
        {
            if (value.ValueKind != JsonValueKind.Number || !value.TryGetSingle(out float number) || Math.Abs(number) > Farthest)
            {
                return null;
            }

            numbers[count++] = number;
        }

        return numbers;
    }
}
