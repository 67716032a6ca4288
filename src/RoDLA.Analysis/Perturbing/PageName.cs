namespace RoDLA.Analysis.Perturbing;

/// <summary>Name of a page.</summary>
/// <param name="FileName">Name of the file that it comes from.</param>
/// <param name="Page">Page number from 1.</param>
/// <param name="PageCount">Pages of the file.</param>
public readonly record struct PageName(string FileName, int Page, int PageCount);
