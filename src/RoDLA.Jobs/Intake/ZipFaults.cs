using System.Globalization;

namespace RoDLA.Jobs.Intake;

/// <summary>Refusals of archives, in words.</summary>
internal static class ZipFaults
{
    private const int MaxNames = 20;

    /// <summary>Not whole, or not consistent.</summary>
    public static ArchiveException Damaged(string what, Exception? inner = null) =>
        new(ArchiveFault.Damaged, $"The archive is damaged: {what}.", null, inner);

    /// <summary>A fault of some entries.</summary>
    /// <param name="fault">What kind.</param>
    /// <param name="what">Goes before their names.</param>
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
