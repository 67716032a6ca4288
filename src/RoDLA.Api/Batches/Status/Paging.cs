using RoDLA.Api.Errors;

namespace RoDLA.Api.Batches.Status;

/// <summary>A part of a long list.</summary>
/// <param name="Page">Number of the page, from 1.</param>
/// <param name="Size">Entries on a page.</param>
internal readonly record struct Paging(int Page, int Size)
{
    public const int DefaultSize = 50;

    public const int MostSize = 500;

    /// <summary>Reads the query of a request.</summary>
    /// <exception cref="ApiException">A number is out of range.</exception>
    public static Paging Read(int? page, int? pageSize)
    {
        List<FieldError> mistakes = [];
        if (page is < 1)
        {
            mistakes.Add(new FieldError("page", "It must be a whole number from 1."));
        }

        if (pageSize is < 1 or > MostSize)
        {
            mistakes.Add(new FieldError("page_size", $"It must be a whole number from 1 to {MostSize}."));
        }

        return mistakes.Count == 0
            ? new Paging(page ?? 1, pageSize ?? DefaultSize)
            : throw ApiException.Invalid(mistakes);
    }

    public IReadOnlyList<T> Of<T>(IReadOnlyList<T> all) => [.. all.Skip((int)Math.Min((long)(Page - 1) * Size, int.MaxValue)).Take(Size)];
}
