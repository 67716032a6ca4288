using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http.Features;
using RoDLA.Api.Errors;
using RoDLA.Api.Uploads;
using RoDLA.Cli.Configuration;
using RoDLA.Jobs.Files;

namespace RoDLA.Api.Batches.Submit;

/// <summary>
/// Reads the body of <c>POST /api/v1/batch</c> as it arrives: images go to the disk and never whole into memory, settings become a form's
/// fields, and what has another name is passed over.
/// </summary>
/// <param name="draft">The job that the images are for.</param>
/// <param name="options">The limits.</param>
/// <param name="settings">Names of the settings.</param>
internal sealed class BatchRequest(JobDraft draft, BatchOptions options, IReadOnlySet<string> settings)
{
    /// <summary>Name of the list of images.</summary>
    public const string ImagesField = "images";

    private readonly List<BatchImage> _images = [];
    private readonly TextBudget _text = new(TextBudget.Usual);

    /// <summary>The images, in order.</summary>
    public IReadOnlyList<BatchImage> Images => _images;

    /// <summary>The settings; mistakes of the images are noted there.</summary>
    public UploadForm Form { get; } = new();

    // Base64 has four characters for three bytes; a half more leaves room for strokes before slashes.
    private long MostBytes => (options.MaxJsonImages * options.MaxJsonImageBytes * 3 / 2) + JsonBody.MostValueBytes;

    /// <summary>Reads the body to its end.</summary>
    /// <exception cref="ApiException">It is not JSON of the right form, or it is over a limit.</exception>
    public async Task ReadAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        // Counted as it is read, so that who still sends is answered and not cut off.
        request.HttpContext.Features.GetRequiredFeature<IHttpMaxRequestBodySizeFeature>().MaxRequestBodySize = null;
        if (request.ContentLength > MostBytes)
        {
            throw JsonBody.TooLarge(MostBytes);
        }

        using JsonBody json = new(request.Body, MostBytes);
        try
        {
            await ReadRootAsync(json, cancellationToken);
        }
        catch (JsonException e)
        {
            throw new ApiException(ProblemKind.BadRequest, "The request's body is not JSON, or ends early.", inner: e);
        }
    }

    private async Task ReadRootAsync(JsonBody json, CancellationToken cancellationToken)
    {
        if (await json.ReadAsync(cancellationToken) is not { Type: JsonTokenType.StartObject })
        {
            throw new ApiException(ProblemKind.Validation, "The request must be a JSON object: {\"images\": [...]}.");
        }

        while (await json.ReadAsync(cancellationToken) is { Type: JsonTokenType.PropertyName, Text: { } name })
        {
            if (name == ImagesField)
            {
                await ReadImagesAsync(json, cancellationToken);
            }
            else if (!settings.Contains(name))
            {
                await json.SkipValueAsync(cancellationToken);
            }
            else if (Text(await json.ReadValueAsync(cancellationToken)) is { } text)
            {
                _text.Take(Encoding.UTF8.GetByteCount(text));
                Form.Add(name, text);
            }
        }

        // Nothing may come after the object.
        _ = await json.ReadAsync(cancellationToken);
    }

    private async Task ReadImagesAsync(JsonBody json, CancellationToken cancellationToken)
    {
        JsonToken? start = await json.ReadAsync(cancellationToken);
        if (start is { Type: JsonTokenType.Null })
        {
            return;
        }

        if (start is not { Type: JsonTokenType.StartArray })
        {
            throw ApiException.Invalid(new FieldError(ImagesField, "It must be a list of images."));
        }

        while (await json.ReadAsync(cancellationToken) is { Type: not JsonTokenType.EndArray } token)
        {
            string place = $"{ImagesField}[{_images.Count}]";
            if (_images.Count == options.MaxJsonImages)
            {
                string message = $"Too many images (>{options.MaxJsonImages})";
                throw new ApiException(ProblemKind.Validation, message, [new FieldError(ImagesField, message)]);
            }

            if (token.Type != JsonTokenType.StartObject)
            {
                throw ApiException.Invalid(new FieldError(place, "It must be an object with a 'url' or a 'base64'."));
            }

            _images.Add(await ReadImageAsync(json, place, cancellationToken));
        }
    }

    private async Task<BatchImage> ReadImageAsync(JsonBody json, string place, CancellationToken cancellationToken)
    {
        BatchImage image = new(null, null, null);
        while (await json.ReadAsync(cancellationToken) is { Type: JsonTokenType.PropertyName, Text: { } name })
        {
            switch (name)
            {
                case "base64":
                    image = image with { File = await ReadBase64Async(json, $"{place}.base64", cancellationToken) };
                    break;
                case "url":
                    image = image with { Url = ReadText(await json.ReadValueAsync(cancellationToken), $"{place}.url") };
                    break;
                case "name":
                    image = image with { Name = ReadText(await json.ReadValueAsync(cancellationToken), $"{place}.name") };
                    break;
                default:
                    await json.SkipValueAsync(cancellationToken);
                    break;
            }
        }

        return image;
    }

    private async Task<string?> ReadBase64Async(JsonBody json, string place, CancellationToken cancellationToken)
    {
        await using FileStream file = draft.CreateFile();
        FieldError tooLarge = new(place, $"The image is larger than {options.MaxJsonImageMegabytes} MiB, the most that is taken.");
        using Base64Decoder decoder = new(file, options.MaxJsonImageBytes, tooLarge);
        if (!await json.CopyBase64Async(decoder, cancellationToken))
        {
            _ = ReadText(await json.ReadValueAsync(cancellationToken), place);
            return null;
        }

        if (decoder.IsMalformed)
        {
            Form.Add(new FieldError(place, "It is not base64."));
        }

        return decoder.Length > 0 || decoder.IsMalformed ? file.Name : null;
    }

    private string? ReadText(JsonElement value, string place)
    {
        if (value.ValueKind is JsonValueKind.String or JsonValueKind.Null)
        {
            string? text = value.GetString()?.Trim();
            _text.Take(Encoding.UTF8.GetByteCount(text ?? ""));
            return text is "" ? null : text;
        }

        Form.Add(new FieldError(place, "It must be text."));
        return null;
    }

    // A setting as a form would have it.
    private static string? Text(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Null => null,
        JsonValueKind.String => value.GetString(),
        JsonValueKind.True => "true",
        JsonValueKind.False => "false",
        _ => value.GetRawText(),
    };
}
