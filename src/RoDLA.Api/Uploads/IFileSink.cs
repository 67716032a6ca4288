namespace RoDLA.Api.Uploads;

/// <summary>Takes the files of a form as they arrive.</summary>
internal interface IFileSink
{
    /// <summary>Name of the field that carries the files.</summary>
    string Field { get; }

    /// <summary>What the form may hold.</summary>
    FormLimits Limits { get; }

    /// <summary>Takes one file; the caller discards the unread rest of <paramref name="content"/>.</summary>
    /// <param name="form">The form so far; mistakes are noted there.</param>
    /// <param name="name">The file name that the client sent, sanitized.</param>
    /// <param name="content">Its bytes.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <returns>Bytes that were read.</returns>
    ValueTask<long> TakeAsync(FormFields form, string name, Stream content, CancellationToken cancellationToken);
}
