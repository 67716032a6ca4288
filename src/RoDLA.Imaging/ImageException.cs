namespace RoDLA.Imaging;

/// <summary>A document cannot be read.</summary>
/// <param name="fault">The kind of fault.</param>
/// <param name="message">What is wrong and what to do; shown to the client.</param>
/// <param name="inner">The cause, for the log.</param>
public sealed class ImageException(ImageFault fault, string message, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>The kind of fault.</summary>
    public ImageFault Fault { get; } = fault;
}
