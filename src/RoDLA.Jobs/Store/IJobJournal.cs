namespace RoDLA.Jobs.Store;

/// <summary>Append-only journal of one job. It survives the process, and a power loss up to the last flush.</summary>
internal interface IJobJournal
{
    /// <summary>Appends a line.</summary>
    /// <exception cref="IOException">It cannot be written; no part of it counts.</exception>
    void Append(JournalLine line);

    /// <summary>Closes and removes the journal, once the record has everything.</summary>
    void Remove();

    /// <summary>Closes the file; another line opens it again.</summary>
    void Close();
}
