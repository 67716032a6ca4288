using RoDLA.Api.Uploads;

namespace RoDLA.Api.Forms;

/// <summary>A time by ISO 8601 with its offset, <c>2026-03-01T02:00:00Z</c>; null when it was not sent.</summary>
/// <param name="name">Name of the field.</param>
/// <param name="description">What it means.</param>
internal sealed class TimeField(string name, string description) : FormField<DateTimeOffset?>(name, description, defaultValue: null)
{
    private static readonly string[] Formats =
        ["yyyy-MM-dd'T'HH:mmK", "yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK"];

    /// <summary>Why a time is refused; null when it is not.</summary>
    public Func<DateTimeOffset, string?> WhyRefused { get; init; } = static _ => null;

    /// <inheritdoc/>
    protected override DateTimeOffset? Parse(FormFields form, string name, string text)
    {
        // Without an offset the time zone of the client is not known.
        bool isTime = DateTimeOffset.TryParseExact(
            text, Formats, CultureInfo.InvariantCulture, DateTimeStyles.None, out DateTimeOffset time) && HasOffset(text);
        return !isTime ? Refuse(form, name, "It must be a time by ISO 8601 with Z or an offset, such as 2026-03-01T02:00:00Z.")
            : WhyRefused(time) is { } mistake ? Refuse(form, name, mistake)
            : time.ToUniversalTime();
    }

    /// <inheritdoc/>
    protected override void Describe(OpenApiSchema schema, bool inJson)
    {
        schema.Type = JsonSchemaType.String;
        schema.Format = "date-time";
    }

    private static bool HasOffset(string text) => text.EndsWith('Z') || text.AsSpan(text.IndexOf('T') + 1).ContainsAny('+', '-');
}
