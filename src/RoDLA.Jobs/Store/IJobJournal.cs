namespace RoDLA.Jobs.Store;

/// <summary>What happens to one job, appended cheaply: it outlasts the process, and a loss of power up to the last flush.</summary>
internal interface IJobJournal
{
    /// <summary>Adds a line.</summary>
    /// <exception cref="IOException">It cannot be written; nothing of it counts.</exception>
    void Append(JournalLine line);

    /// <summary>Ends and removes the journal, once the record has everything.</summary>
    void Remove();

    /// <summary>Closes the file; another line opens it again.</summary>
    void Close();
}
