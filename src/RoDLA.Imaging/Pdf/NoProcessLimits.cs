namespace RoDLA.Imaging.Pdf;

/// <summary>Does nothing: macOS and Windows cannot limit a child that runs already.</summary>
internal sealed class NoProcessLimits : IProcessLimits
{
    /// <inheritdoc/>
    public void Apply(int processId, long memoryBytes, TimeSpan time)
    {
    }
}
