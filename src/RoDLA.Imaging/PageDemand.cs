using RoDLA.Imaging.Scheduling;

namespace RoDLA.Imaging;

/// <summary>What the work on a page takes of the <see cref="PixelBudget"/>.</summary>
/// <param name="Priority">In which queue it waits; default <see cref="RequestPriority.Interactive"/>.</param>
/// <param name="Copies">Buffers of the page's size that are needed beside the page itself at the same time; default 0.</param>
public readonly record struct PageDemand(RequestPriority Priority, int Copies = 0);
