using RoDLA.Detection;

namespace RoDLA.Cli;

/// <summary>Waits for the model of a command's own process.</summary>
internal static class ModelLoading
{
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(10);

    /// <summary>Waits until the model is loaded.</summary>
    /// <returns>False when it cannot be; the log says why.</returns>
    public static async Task<bool> WaitAsync(IServiceProvider services, CancellationToken cancellationToken)
    {
        ILayoutDetector detector = services.GetRequiredService<ILayoutDetector>();
        while (detector.Status.State == DetectorState.Loading)
        {
            await Task.Delay(Poll, cancellationToken);
        }

        return detector.Status.State == DetectorState.Ready;
    }
}
