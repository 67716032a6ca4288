using RoDLA.Api.Uploads;

namespace RoDLA.Api.Forms;

/// <summary>Names of things of one kind, with commas between.</summary>
/// <param name="name">Name of the field.</param>
/// <param name="description">What it means.</param>
/// <param name="thing">What a name stands for, such as "model".</param>
/// <param name="known">The names that there are.</param>
internal sealed class NamesField(string name, string description, string thing, Func<IReadOnlyList<string>> known)
    : FormField<IReadOnlyList<string>>(name, description, [])
{
    /// <inheritdoc/>
    protected override IReadOnlyList<string> Parse(FormFields form, string name, string text)
    {
        string[] names = text.Split(',', StringSplitOptions.TrimEntries);
        IReadOnlyList<string> all = known();
        string[] unknown = [.. names.Except(all)];
        return unknown.Length > 0
            ? Refuse(form, name, $"There is no {thing} '{unknown[0]}'; there are {string.Join(", ", all)}.")
            : names.Distinct().Count() < names.Length ? Refuse(form, name, $"It names a {thing} twice.")
            : names;
    }

    /// <inheritdoc/>
    protected override void Describe(OpenApiSchema schema, bool inJson) => schema.Type = JsonSchemaType.String;
}
