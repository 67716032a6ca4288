using System.Buffers;
using System.Text;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;
using RoDLA.Api.Configuration;
using RoDLA.Api.Errors;

namespace RoDLA.Api.Uploads;

/// <summary>Reads a multipart form with one file as it arrives; a large file goes to the disk and never whole into memory.</summary>
internal sealed class UploadReader(UploadFolder folder, IOptions<UploadOptions> options)
{
    /// <summary>Bytes that a form may have beside its file.</summary>
    public const long FormOverhead = 1024 * 1024;

    private const int BufferSize = 32 * 1024;
    private const int MaxBoundary = 128;

    private readonly UploadOptions _options = options.Value;

    /// <summary>Reads the form of <paramref name="request"/> to its end.</summary>
    /// <param name="request">The request.</param>
    /// <param name="fileField">Name of the field that carries the file.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <exception cref="ApiException">It is not a form, it is malformed, or it is over a limit.</exception>
    public async Task<UploadForm> ReadAsync(HttpRequest request, string fileField, CancellationToken cancellationToken)
    {
        MultipartReader reader = new(Boundary(request), request.Body, BufferSize);
        if (request.ContentLength > _options.MaxFileBytes + FormOverhead)
        {
            throw TooLarge();
        }

        UploadForm form = new();
        try
        {
            await ReadPartsAsync(reader, form, fileField, cancellationToken);
            return form;
        }
        catch (Exception e)
        {
            await form.DisposeAsync();
            if (e is BadHttpRequestException || request.HttpContext.RequestAborted.IsCancellationRequested)
            {
                throw;
            }

            if (e is IOException or InvalidDataException)
            {
                throw new ApiException(ProblemKind.MalformedForm, "The multipart form ends early or is malformed.", inner: e);
            }

            throw;
        }
    }

    private async Task ReadPartsAsync(MultipartReader reader, UploadForm form, string fileField, CancellationToken cancellationToken)
    {
        int parts = 0;
        while (await reader.ReadNextSectionAsync(cancellationToken) is { } section)
        {
            if (++parts > _options.MaxParts)
            {
                throw new ApiException(ProblemKind.MalformedForm, $"The form has more than {_options.MaxParts} parts.");
            }

            if (!ContentDispositionHeaderValue.TryParse(section.ContentDisposition, out ContentDispositionHeaderValue? disposition)
                || !disposition.DispositionType.Equals("form-data", StringComparison.OrdinalIgnoreCase))
            {
                throw new ApiException(ProblemKind.MalformedForm, "A part of the form has no name.");
            }

            string name = HeaderUtilities.RemoveQuotes(disposition.Name).ToString();
            bool isFile = disposition.FileName.HasValue || disposition.FileNameStar.HasValue;
            if (name == fileField)
            {
                await ReadFileAsync(section, disposition, isFile, form, name, cancellationToken);
            }
            else if (!isFile)
            {
                await ReadFieldAsync(section, form, name, cancellationToken);
            }
        }
    }

    private async Task ReadFileAsync(
        MultipartSection section,
        ContentDispositionHeaderValue disposition,
        bool isFile,
        UploadForm form,
        string name,
        CancellationToken cancellationToken)
    {
        if (!isFile)
        {
            form.Add(new FieldError(name, "It must be a file, sent with a file name."));
            return;
        }

        if (form.File is not null)
        {
            form.Add(new FieldError(name, "Exactly one file is taken, and more than one was sent."));
            return;
        }

        StringSegment sent = disposition.FileNameStar.HasValue ? disposition.FileNameStar : HeaderUtilities.RemoveQuotes(disposition.FileName);
        UploadedFile file = new(folder, UploadName.Clean(sent.ToString()), _options.MemoryKilobytes * 1024);
        form.Add(file);
        if (!await file.FillAsync(section.Body, _options.MaxFileBytes, cancellationToken))
        {
            throw TooLarge();
        }
    }

    private async Task ReadFieldAsync(MultipartSection section, UploadForm form, string name, CancellationToken cancellationToken)
    {
        int limit = _options.MaxFieldKilobytes * 1024;
        byte[] buffer = ArrayPool<byte>.Shared.Rent(limit + 1);
        try
        {
            int length = await section.Body.ReadAtLeastAsync(buffer.AsMemory(0, limit + 1), limit + 1, false, cancellationToken);
            if (length > limit)
            {
                form.Add(new FieldError(name, $"It is longer than {_options.MaxFieldKilobytes} KiB."));
                return;
            }

            form.Add(name, Encoding.UTF8.GetString(buffer, 0, length));
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private static string Boundary(HttpRequest request)
    {
        if (!MediaTypeHeaderValue.TryParse(request.ContentType, out MediaTypeHeaderValue? type)
            || !type.MediaType.Equals("multipart/form-data", StringComparison.OrdinalIgnoreCase))
        {
            throw new ApiException(
                ProblemKind.NotAForm, "Send a form of the type multipart/form-data, with the file in the field 'file'.");
        }

        string boundary = HeaderUtilities.RemoveQuotes(type.Boundary).ToString();
        return boundary.Length is > 0 and <= MaxBoundary
            ? boundary
            : throw new ApiException(ProblemKind.MalformedForm, $"The form's boundary is missing or longer than {MaxBoundary} characters.");
    }

    private ApiException TooLarge() =>
        new(ProblemKind.TooLarge, $"The file is larger than {_options.MaxFileMegabytes} MiB, the most that is taken.");
}
