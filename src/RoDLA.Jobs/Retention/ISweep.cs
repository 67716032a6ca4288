namespace RoDLA.Jobs.Retention;

/// <summary>Removes files after their retention.</summary>
internal interface ISweep
{
    /// <summary>Removes those that are due.</summary>
    Task SweepAsync(CancellationToken cancellationToken);
}
