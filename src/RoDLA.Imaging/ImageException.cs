namespace RoDLA.Imaging;

/// <summary>An upload that cannot be read, with the reason in words for the person who sent it.</summary>
/// <param name="fault">What kind of fault.</param>
/// <param name="message">What is wrong and what to do; shown to the caller.</param>
/// <param name="inner">The cause, for the log.</param>
public sealed class ImageException(ImageFault fault, string message, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>What kind of fault.</summary>
    public ImageFault Fault { get; } = fault;
}
