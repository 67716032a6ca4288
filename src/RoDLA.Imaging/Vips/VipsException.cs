namespace RoDLA.Imaging.Vips;

/// <summary>What libvips said went wrong; for the log, since the text may name files.</summary>
internal sealed class VipsException(string message) : Exception(message);
