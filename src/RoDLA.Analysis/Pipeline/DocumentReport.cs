namespace RoDLA.Analysis.Pipeline;

/// <summary>The answer for every page of a document.</summary>
/// <param name="Success">True: the document could be opened. Each page says for itself whether it could be read.</param>
/// <param name="Filename">Name of the upload.</param>
/// <param name="PageCount">Pages in the document.</param>
/// <param name="Pages">One answer a page, in order, sent as it is made: a page's report, or why there is none.</param>
public sealed record DocumentReport(bool Success, string Filename, int PageCount, IAsyncEnumerable<object> Pages);
