using RoDLA.Api.Uploads;

namespace RoDLA.Api.Forms;

/// <summary>A number with a point as decimal separator.</summary>
/// <param name="name">Name of the field.</param>
/// <param name="description">What it means.</param>
/// <param name="least">Least value.</param>
/// <param name="most">Greatest value.</param>
/// <param name="defaultValue">Value of a request without the field; null when there is none.</param>
internal sealed class NumberField(string name, string description, float least, float most, float? defaultValue = null)
    : FormField<float?>(name, description, defaultValue)
{
    /// <inheritdoc/>
    protected override float? Parse(FormFields form, string name, string text) =>
        float.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out float number) && number >= least && number <= most
            ? number
            : Refuse(form, name, $"It must be a number from {least} to {most}, with a point as decimal separator.");

    /// <inheritdoc/>
    protected override void Describe(OpenApiSchema schema, bool inJson)
    {
        schema.Type = JsonSchemaType.Number;
        schema.Format = "float";
        schema.Default = (decimal?)Default;
        schema.Minimum = least.ToString(CultureInfo.InvariantCulture);
        schema.Maximum = most.ToString(CultureInfo.InvariantCulture);
    }
}
