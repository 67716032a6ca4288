using RoDLA.Api.Forms;
using RoDLA.Api.Uploads;

namespace RoDLA.Api.Perturbing;

/// <summary>Boxes or polygons on the page, each a list of numbers.</summary>
/// <param name="name">Name of the field.</param>
/// <param name="shape">How one is written.</param>
/// <param name="isShape">Whether numbers are one.</param>
/// <param name="create">Makes one of its numbers.</param>
internal sealed class ShapesField<T>(string name, string shape, Func<float[], bool> isShape, Func<float[], T> create)
    : JsonField<IReadOnlyList<T>?>(name, $"JSON array of {shape}, in pixels of the page; they come back moved with it.", defaultValue: null)
{
    private const float Farthest = 1_000_000;

    protected override IReadOnlyList<T>? Read(FormFields form, string name, IReadOnlyList<JsonElement> entries)
    {
        List<T> shapes = [];
        for (int i = 0; i < entries.Count; i++)
        {
            if (ReadNumbers(entries[i]) is { } numbers && isShape(numbers))
            {
                shapes.Add(create(numbers));
            }
            else
            {
                form.Add($"{name}[{i}]", $"It must be {shape}, in pixels, none beyond {Farthest:0}.");
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

        float?[] numbers = [.. entry.EnumerateArray().Select(n => n.AsNumber())];
        return Array.TrueForAll(numbers, n => n is >= -Farthest and <= Farthest) ? Array.ConvertAll(numbers, n => n!.Value) : null;
    }
}
