using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;
using RoDLA.Api.Errors;

namespace RoDLA.Api.Uploads;

/// <summary>Reads the parts of one form, and counts what it reads.</summary>
/// <param name="reader">Splits the request's body into parts.</param>
/// <param name="form">Gets the fields.</param>
/// <param name="files">Gets the files.</param>
/// <param name="limits">The limits.</param>
internal sealed class FormParts(MultipartReader reader, UploadForm form, IFileSink files, FormLimits limits)
{
    private const int DiscardBuffer = 16 * 1024;

    private readonly TextBudget _text = new(limits.TextBytes);
    private long _remaining = limits.TotalBytes;

    /// <summary>Reads all parts; unexpected ones are discarded.</summary>
    public async Task ReadAsync(CancellationToken cancellationToken)
    {
        int parts = 0;
        while (await reader.ReadNextSectionAsync(cancellationToken) is { } part)
        {
            if (++parts > limits.Parts)
            {
                throw new ApiException(ProblemKind.MalformedForm, $"The form has more than {limits.Parts} parts.");
            }

            await ReadPartAsync(part, cancellationToken);
            await DiscardAsync(part.Body, cancellationToken);
        }
    }

    private Task ReadPartAsync(MultipartSection part, CancellationToken cancellationToken)
    {
        if (!ContentDispositionHeaderValue.TryParse(part.ContentDisposition, out ContentDispositionHeaderValue? disposition)
            || !disposition.DispositionType.Equals("form-data", StringComparison.OrdinalIgnoreCase))
        {
            throw new ApiException(ProblemKind.MalformedForm, "A part of the form has no name.");
        }

        string name = HeaderUtilities.RemoveQuotes(disposition.Name).ToString();
        bool isFile = disposition.FileName.HasValue || disposition.FileNameStar.HasValue;
        if (name != files.Field)
        {
            return isFile ? Task.CompletedTask : ReadFieldAsync(part, name, cancellationToken);
        }

        if (isFile)
        {
            return ReadFileAsync(part, disposition, cancellationToken);
        }

        form.Add(new FieldError(name, "It must be a file, sent with a file name."));
        return Task.CompletedTask;
    }

    private async Task ReadFileAsync(MultipartSection part, ContentDispositionHeaderValue disposition, CancellationToken cancellationToken)
    {
        StringSegment sent = disposition.FileNameStar.HasValue
            ? disposition.FileNameStar
            : HeaderUtilities.RemoveQuotes(disposition.FileName);
        Count(await files.TakeAsync(form, UploadName.Clean(sent.ToString()), part.Body, cancellationToken));
    }

    private async Task ReadFieldAsync(MultipartSection part, string name, CancellationToken cancellationToken)
    {
        int limit = limits.FieldBytes;
        byte[] buffer = ArrayPool<byte>.Shared.Rent(limit + 1);
        try
        {
            int length = await part.Body.ReadAtLeastAsync(buffer.AsMemory(0, limit + 1), limit + 1, false, cancellationToken);
            Count(length);
            _text.Take(name.Length + Math.Min(length, limit));
            if (length > limit)
            {
                form.Add(new FieldError(name, $"It is longer than {limit / 1024} KiB."));
            }
            else
            {
                form.Add(name, Encoding.UTF8.GetString(buffer, 0, length));
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private async Task DiscardAsync(Stream rest, CancellationToken cancellationToken)
    {
        byte[] buffer = ArrayPool<byte>.Shared.Rent(DiscardBuffer);
        try
        {
            while (await rest.ReadAsync(buffer, cancellationToken) is > 0 and int read)
            {
                Count(read);
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private void Count(long read)
    {
        _remaining -= read;
        if (_remaining < 0)
        {
            throw limits.Exceeded();
        }
    }
}
