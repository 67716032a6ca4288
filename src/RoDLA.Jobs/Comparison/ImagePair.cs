namespace RoDLA.Jobs.Comparison;

/// <summary>An image of one job and the same image of another, by their indices.</summary>
/// <param name="First">Index in the first job.</param>
/// <param name="Second">Index in the second job.</param>
public readonly record struct ImagePair(int First, int Second);
