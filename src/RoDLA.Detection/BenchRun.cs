namespace RoDLA.Detection;

/// <summary>A measurement.</summary>
/// <param name="Width">Width of the page in pixels.</param>
/// <param name="Height">Height of the page in pixels.</param>
/// <param name="Batch">Pages in one run.</param>
/// <param name="MillisecondsPerPage">Median time of a run over its pages: resize, model and decoding.</param>
/// <param name="MinMillisecondsPerPage">Shortest.</param>
/// <param name="Repeats">Number of runs.</param>
public sealed record BenchRun(int Width, int Height, int Batch, double MillisecondsPerPage, double MinMillisecondsPerPage, int Repeats);
