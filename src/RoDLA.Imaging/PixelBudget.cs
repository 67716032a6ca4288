using Microsoft.Extensions.Options;
using RoDLA.Imaging.Scheduling;

namespace RoDLA.Imaging;

/// <summary>
/// The bytes of pixels that the whole process may hold at once. A page takes its share before a pixel is decoded and keeps it until it is
/// disposed, so that many large pages wait for each other and the memory does not grow with the number of clients.
/// </summary>
public sealed class PixelBudget
{
    private const int ShareOfMemory = 3;
    private readonly AdmissionGate _gate;

    /// <summary>A budget with the options of the host.</summary>
    public PixelBudget(IOptions<ImagingOptions> options)
        : this(options.Value)
    {
    }

    /// <summary>A budget.</summary>
    /// <param name="options">The bytes, and how long an interactive request waits for them.</param>
    public PixelBudget(ImagingOptions options)
    {
        Bytes = options.PixelMegabytes > 0 ? options.PixelMegabytes * 1024L * 1024L : MemoryLimit.OfProcess() / ShareOfMemory;
        _gate = new AdmissionGate(
            Bytes,
            options.QueueLimit,
            options.QueueTimeout,
            (reason, retryAfter) => new BusyException("Many large pages are being processed. " + reason, retryAfter));
    }

    /// <summary>Bytes of pixels at once.</summary>
    public long Bytes { get; }

    /// <summary>Bytes that pages hold now.</summary>
    public long InUse => _gate.InUse;

    /// <summary>Interactive requests that wait for bytes.</summary>
    public int Waiting => _gate.Waiting;

    /// <summary>Waits for the bytes of a page; dispose the result to return them.</summary>
    /// <param name="size">Size of the page.</param>
    /// <param name="demand">How many buffers of this size are needed, and in which queue to wait.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <exception cref="BusyException">An interactive request waited too long, or too many wait.</exception>
    public ValueTask<AdmissionGate.Lease> TakeAsync(PageSize size, PageDemand demand, CancellationToken cancellationToken) =>
        _gate.AcquireAsync(demand.Priority, size.Pixels * PageImage.Channels * (1 + demand.Copies), cancellationToken);
}
