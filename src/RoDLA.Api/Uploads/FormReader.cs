using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;
using RoDLA.Api.Errors;

namespace RoDLA.Api.Uploads;

/// <summary>Reads one multipart form as it arrives, and counts what it reads.</summary>
internal sealed class FormReader(IFileSink files, FormFields form, RecentBytes body)
{
    private const int ReadBuffer = 32 * 1024;
    private const int MaxHeaders = MultipartReader.DefaultHeadersLengthLimit;
    private const int DiscardBuffer = 16 * 1024;
    private const int MaxBoundary = 128;

    // COR_E_IO.
    private const int GeneralFault = unchecked((int)0x80131620);

    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private readonly FormLimits _limits = files.Limits;
    private long _remaining = files.Limits.TotalBytes;

    /// <summary>Reads a form to its end; a large file goes to the disk and never whole into memory.</summary>
    /// <param name="request">The request.</param>
    /// <param name="files">Takes the files, and says what the form may hold.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <exception cref="ApiException">It is not a form, it is malformed, or it is over a limit.</exception>
    public static async Task<FormFields> ReadAsync(HttpRequest request, IFileSink files, CancellationToken cancellationToken)
    {
        // Counted here and not by the web server, which closes the connection before a client that still sends reads the problem.
        request.HttpContext.Features.GetRequiredFeature<IHttpMaxRequestBodySizeFeature>().MaxRequestBodySize = null;
        await using RecentBytes body = new(request.Body, ReadBuffer + MaxHeaders);
        MultipartReader parts = new(Boundary(request, files.Field), body, ReadBuffer) { HeadersLengthLimit = MaxHeaders };
        FormFields form = new(Math.Max(FormFields.UsualTextBytes, 2L * files.Limits.FieldBytes));
        FormReader reader = new(files, form, body);
        try
        {
            reader.ThrowIfOver(request.ContentLength ?? 0);
            await reader.ReadPartsAsync(parts, cancellationToken);
            return form;
        }
        catch (Exception e)
        {
            await form.DisposeAsync();
            if (IsOfTheForm(e) && !cancellationToken.IsCancellationRequested)
            {
                throw new ApiException(ProblemKind.MalformedForm, "The multipart form ends early or is malformed.", inner: e);
            }

            throw;
        }
    }

    // A fault of a file has a number of the system, or a type of its own: it is a fault of the service.
    private static bool IsOfTheForm(Exception exception) => exception is InvalidDataException
        || (exception is IOException { HResult: GeneralFault } and not BadHttpRequestException);

    private static string Boundary(HttpRequest request, string field)
    {
        if (!MediaTypeHeaderValue.TryParse(request.ContentType, out MediaTypeHeaderValue? type)
            || !type.MediaType.Equals("multipart/form-data", StringComparison.OrdinalIgnoreCase))
        {
            throw new ApiException(
                ProblemKind.NotAForm, $"Send a form of the type multipart/form-data, with the file in the field '{field}'.");
        }

        string boundary = HeaderUtilities.RemoveQuotes(type.Boundary).ToString();
        return boundary.Length is > 0 and <= MaxBoundary
            ? boundary
            : throw new ApiException(ProblemKind.MalformedForm, $"The form's boundary is missing or longer than {MaxBoundary} characters.");
    }

    private async Task ReadPartsAsync(MultipartReader reader, CancellationToken cancellationToken)
    {
        int parts = 0;
        while (await reader.ReadNextSectionAsync(cancellationToken) is { } part)
        {
            if (++parts > _limits.Parts)
            {
                throw new ApiException(ProblemKind.MalformedForm, $"The form has more than {_limits.Parts} parts.");
            }

            await ReadPartAsync(part, cancellationToken);
            await DiscardAsync(part.Body, cancellationToken);
        }
    }

    // A part that is not expected is discarded.
    private async Task ReadPartAsync(MultipartSection part, CancellationToken cancellationToken)
    {
        if (!ContentDispositionHeaderValue.TryParse(part.ContentDisposition, out ContentDispositionHeaderValue? disposition)
            || !disposition.DispositionType.Equals("form-data", StringComparison.OrdinalIgnoreCase))
        {
            throw new ApiException(ProblemKind.MalformedForm, "A part of the form has no name.");
        }

        string name = HeaderUtilities.RemoveQuotes(disposition.Name).ToString();
        StringSegment fileName = FileName(disposition);
        bool isFile = fileName.HasValue;
        if (body.IsInvalid(part.ContentDisposition))
        {
            form.Add(name, "Its name or its file name is not valid Unicode: bytes that are not UTF-8.");
        }
        else if (isFile && name == files.Field)
        {
            // Of escapes only that of a quotation mark is undone: a backslash also separates the folders of a path.
            string sent = fileName.ToString().Replace("\\\"", "\"", StringComparison.Ordinal);
            Count(await files.TakeAsync(form, SafeFileName.Display(sent), part.Body, cancellationToken));
        }
        else if (name == files.Field)
        {
            form.Add(name, "It must be a file, sent with a file name.");
        }
        else if (!isFile)
        {
            await ReadFieldAsync(part, name, cancellationToken);
        }
    }

    // The framework throws for a 'filename*' without a value.
    private static StringSegment FileName(ContentDispositionHeaderValue disposition) =>
        disposition.Parameters.FirstOrDefault(p => p.Name.Equals("filename*", StringComparison.OrdinalIgnoreCase)) is { Value.Length: > 0 }
            && disposition.FileNameStar.HasValue
                ? disposition.FileNameStar
                : HeaderUtilities.RemoveQuotes(disposition.FileName);

    private async Task ReadFieldAsync(MultipartSection part, string name, CancellationToken cancellationToken)
    {
        int limit = _limits.FieldBytes;
        byte[] buffer = ArrayPool<byte>.Shared.Rent(limit + 1);
        try
        {
            int length = await part.Body.ReadAtLeastAsync(buffer.AsMemory(0, limit + 1), limit + 1, false, cancellationToken);
            Count(length);
            form.CountText(name.Length + Math.Min(length, limit));
            if (length > limit)
            {
                form.Add(name, $"It is longer than {limit / 1024} KiB.");
            }
            else
            {
                form.Keep(name, Utf8.GetString(buffer, 0, length).TrimStart('\uFEFF'));
            }
        }
        catch (DecoderFallbackException)
        {
            form.Add(name, "It is not valid Unicode: bytes that are not UTF-8.");
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
        ThrowIfOver(read);
        _remaining -= read;
    }

    private void ThrowIfOver(long bytes)
    {
        if (bytes > _remaining)
        {
            throw new ApiException(ProblemKind.TooLarge, _limits.TooLarge);
        }
    }
}
