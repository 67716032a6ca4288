namespace RoDLA.Jobs.Fetching;

/// <summary>A list of <see cref="HostPattern"/>, separated by commas.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class HostListAttribute() : ValidationAttribute(
    "must be hosts such as 'scans.example.org', '*.example.org' or '10.0.0.7:9000', separated by commas.")
{
    /// <summary>The patterns of a list.</summary>
    /// <exception cref="FormatException">One of them is invalid.</exception>
    public static HostPattern[] Parse(string list) =>
        [.. Split(list).Select(t => HostPattern.TryParse(t) ?? throw new FormatException($"'{t}' is not a host."))];

    public override bool IsValid(object? value) =>
        value is null || (value is string list && Split(list).All(t => HostPattern.TryParse(t) is not null));

    private static string[] Split(string list) => list.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
}
