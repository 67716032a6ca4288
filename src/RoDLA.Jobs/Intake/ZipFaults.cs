namespace RoDLA.Jobs.Intake;

/// <summary>Exceptions about archives.</summary>
internal static class ZipFaults
{
    private const int MaxNames = 20;

    /// <summary>An incomplete or inconsistent archive.</summary>
    public static ArchiveException Damaged(string what, Exception? inner = null) =>
        new(ArchiveFault.Damaged, $"The archive is damaged: {what}.", null, inner);

    /// <summary>A fault of entries.</summary>
    /// <param name="fault">Kind of fault.</param>
    /// <param name="what">Message before their names.</param>
    /// <param name="entries">The entries.</param>
    public static ArchiveException Of(ArchiveFault fault, string what, IReadOnlyCollection<ZipEntry> entries)
    {
        string[] names = [.. entries.Take(MaxNames).Select(e => e.Name)];
        string more = entries.Count > names.Length
            ? string.Create(CultureInfo.InvariantCulture, $" and {entries.Count - names.Length} more")
            : "";
        return new ArchiveException(fault, $"{what}: {string.Join(", ", names)}{more}.", names);
    }
}
