using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;
using RoDLA.Api.Errors;

namespace RoDLA.Api.Uploads;

/// <summary>Reads a multipart form as it arrives; a large file goes to the disk and never whole into memory.</summary>
internal sealed class UploadReader(UploadFolder folder, IOptions<UploadOptions> options)
{
    private const int BufferSize = 32 * 1024;
    private const int MaxBoundary = 128;

    private readonly UploadOptions _options = options.Value;

    /// <summary>Reads a form with one file to its end.</summary>
    /// <param name="request">The request.</param>
    /// <param name="fileField">Name of the field that carries the file.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <exception cref="ApiException">It is not a form, it is malformed, or it is over a limit.</exception>
    public Task<UploadForm> ReadAsync(HttpRequest request, string fileField, CancellationToken cancellationToken) =>
        ReadAsync(request, new SingleFileSink(fileField, folder, _options), SingleFileSink.Limits(_options), cancellationToken);

    /// <summary>Reads a form to its end.</summary>
    /// <param name="request">The request.</param>
    /// <param name="files">Takes the files.</param>
    /// <param name="limits">What the form may hold.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <exception cref="ApiException">It is not a form, it is malformed, or it is over a limit.</exception>
    public static async Task<UploadForm> ReadAsync(
        HttpRequest request, IFileSink files, FormLimits limits, CancellationToken cancellationToken)
    {
        // Counted here and not by the web server, which closes the connection before a client that still sends reads the problem.
        request.HttpContext.Features.GetRequiredFeature<IHttpMaxRequestBodySizeFeature>().MaxRequestBodySize = null;
        MultipartReader reader = new(Boundary(request, files.Field), request.Body, BufferSize);
        if (request.ContentLength > limits.TotalBytes)
        {
            throw limits.Exceeded();
        }

        UploadForm form = new();
        try
        {
            await new FormParts(reader, form, files, limits).ReadAsync(cancellationToken);
            return form;
        }
        catch (Exception e)
        {
            await form.DisposeAsync();
            if (e is (IOException or InvalidDataException) and not BadHttpRequestException
                && !DiskFaults.IsFull(e) && !cancellationToken.IsCancellationRequested)
            {
                throw new ApiException(ProblemKind.MalformedForm, "The multipart form ends early or is malformed.", inner: e);
            }

            throw;
        }
    }

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
}
