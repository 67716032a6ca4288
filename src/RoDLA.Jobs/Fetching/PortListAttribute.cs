namespace RoDLA.Jobs.Fetching;

/// <summary>Port numbers separated by commas, or <c>*</c> for any.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class PortListAttribute() : ValidationAttribute("must be '*' or port numbers such as '80,443', separated by commas.")
{
    /// <summary>The ports of a list; null for any.</summary>
    /// <exception cref="FormatException">One of them is invalid.</exception>
    public static FrozenSet<int>? Parse(string list) => list is "*"
        ? null
        : Split(list).Select(t => Port(t) ?? throw new FormatException($"'{t}' is not a port.")).ToFrozenSet();

    /// <summary>Parses a port; null when it is invalid.</summary>
    public static int? Port(ReadOnlySpan<char> text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int port) && port is > 0 and <= 65_535 ? port : null;

    public override bool IsValid(object? value) =>
        value is null or "*" || (value is string list && Split(list) is { Length: > 0 } ports && ports.All(t => Port(t) is not null));

    private static string[] Split(string list) => list.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
}
