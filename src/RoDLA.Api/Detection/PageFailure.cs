namespace RoDLA.Api.Detection;

/// <summary>A page of a document that could not be read or answered; the other pages are not touched by it.</summary>
/// <param name="Success">Always false.</param>
/// <param name="Page">Page number from 1.</param>
/// <param name="Error">What went wrong.</param>
/// <param name="ErrorCode">Stable name of the kind of problem, for programs.</param>
public sealed record PageFailure(bool Success, int Page, string Error, string ErrorCode);
