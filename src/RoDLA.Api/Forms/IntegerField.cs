using RoDLA.Api.Uploads;

namespace RoDLA.Api.Forms;

/// <summary>A whole number of 64 bits; <c>2.0</c> is one.</summary>
/// <param name="name">Name of the field.</param>
/// <param name="description">What it means.</param>
/// <param name="defaultValue">Value of a request without the field; null when there is none.</param>
internal sealed class IntegerField(string name, string description, long? defaultValue = null)
    : FormField<long?>(name, description, defaultValue)
{
    /// <summary>Least value.</summary>
    public long Least { get; init; } = long.MinValue;

    /// <summary>Greatest value.</summary>
    public long Most { get; init; } = long.MaxValue;

    private bool HasRange => Least > long.MinValue || Most < long.MaxValue;

    /// <summary>Reads a whole number, written with or without a fraction of zero.</summary>
    public static bool TryParse(string text, out long number)
    {
        bool isNumber = decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out decimal value)
            && value is >= long.MinValue and <= long.MaxValue && decimal.IsInteger(value);
        number = isNumber ? (long)value : 0;
        return isNumber;
    }

    /// <inheritdoc/>
    protected override long? Parse(FormFields form, string name, string text) =>
        TryParse(text, out long number) && number >= Least && number <= Most
            ? number
            : Refuse(form, name, $"It must be a whole number {(HasRange ? $"from {Least} to {Most}" : "of at most 64 bits")}.");

    /// <inheritdoc/>
    protected override void Describe(OpenApiSchema schema, bool inJson)
    {
        schema.Type = JsonSchemaType.Integer;
        schema.Format = HasRange ? null : "int64";
        schema.Default = Default;
        schema.Minimum = HasRange ? Least.ToString(CultureInfo.InvariantCulture) : null;
        schema.Maximum = HasRange ? Most.ToString(CultureInfo.InvariantCulture) : null;
    }
}
