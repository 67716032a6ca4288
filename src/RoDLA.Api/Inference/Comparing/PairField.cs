using RoDLA.Api.Forms;
using RoDLA.Api.Uploads;

namespace RoDLA.Api.Inference.Comparing;

/// <summary>Two names; null when they were not sent.</summary>
/// <param name="name">Name of the field.</param>
/// <param name="description">What it means.</param>
/// <param name="what">What each name is of.</param>
internal sealed class PairField(string name, string description, string what)
    : JsonField<(string First, string Second)?>(name, description, null)
{
    /// <summary>Why a name is refused; null when it is not.</summary>
    public Func<string, string?> WhyRefused { get; init; } = static _ => null;

    /// <inheritdoc/>
    protected override (string First, string Second)? Read(FormFields form, string name, IReadOnlyList<JsonElement> entries)
    {
        if (entries is not [var first, var second])
        {
            return Refuse(form, name, $"Must have two entries, each a {what}");
        }

        return (Read(form, $"{name}[0]", first), Read(form, $"{name}[1]", second));
    }

    /// <inheritdoc/>
    protected override void Describe(OpenApiSchema schema, bool inJson)
    {
        base.Describe(schema, inJson);
        schema.Items = new OpenApiSchema { Type = JsonSchemaType.String };
        schema.MinItems = schema.MaxItems = 2;
    }

    private string Read(FormFields form, string place, JsonElement entry)
    {
        if (entry.AsText() is not { Length: > 0 } text)
        {
            form.Add(place, $"Must be a {what}");
            return "";
        }

        if (WhyRefused(text) is { } mistake)
        {
            form.Add(place, mistake);
        }

        return text;
    }
}
