namespace RoDLA.Perturbations.Filters;

/// <summary>One weight of a kernel.</summary>
/// <param name="Dx">Columns from the anchor.</param>
/// <param name="Dy">Rows from the anchor.</param>
/// <param name="Weight">Its share; those of a kernel add up to 1.</param>
internal readonly record struct Tap(int Dx, int Dy, double Weight);
