using RoDLA.Api.Errors;
using RoDLA.Api.Uploads;

namespace RoDLA.Api.Batches.Submit;

/// <summary>
/// Reads the body of <c>POST /api/v1/batch</c> as it arrives: images are written to disk and never held in memory, settings become the
/// fields of a form, and unknown names are noted.
/// </summary>
/// <param name="draft">The job of the images.</param>
/// <param name="options">The limits.</param>
/// <param name="settings">Names of the settings.</param>
internal sealed class BatchRequest(JobDraft draft, BatchOptions options, IReadOnlySet<string> settings)
{
    /// <summary>Name of the list of images.</summary>
    public const string ImagesField = "images";

    private readonly List<BatchImage> _images = [];

    public IReadOnlyList<BatchImage> Images => _images;

    /// <summary>The settings, and the mistakes of the images.</summary>
    public FormFields Fields { get; } = new();

    // Base64 has four characters for three bytes; half as much again leaves room for escaped slashes.
    private long MostBytes => (options.MaxJsonImages * options.MaxJsonImageBytes * 3 / 2) + JsonBody.MostValueBytes;

    /// <summary>Reads the body to its end.</summary>
    /// <exception cref="ApiException">It is not JSON of the right form, or it is over a limit.</exception>
    public async Task ReadAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        // Limited here instead of by the web server, so that a client that is still sending gets an answer.
        request.HttpContext.Features.GetRequiredFeature<IHttpMaxRequestBodySizeFeature>().MaxRequestBodySize = null;
        if (request.ContentLength > MostBytes)
        {
            throw JsonBody.TooLarge(MostBytes);
        }

        try
        {
            await ReadRootAsync(new JsonBody(request.BodyReader, MostBytes), cancellationToken);
        }
        catch (JsonException e)
        {
            throw new ApiException(ProblemKind.BadRequest, "The body of the request is not JSON, or it ends early.", inner: e);
        }
    }

    private async Task ReadRootAsync(JsonBody json, CancellationToken cancellationToken)
    {
        await json.SkipMarkAsync(cancellationToken);
        if (await json.ReadAsync(cancellationToken) is not (JsonTokenType.StartObject, _))
        {
            throw new ApiException(ProblemKind.Validation, "The request must be a JSON object: {\"images\": [...]}.");
        }

        while (await json.ReadAsync(cancellationToken) is (JsonTokenType.PropertyName, { } name))
        {
            if (name == ImagesField)
            {
                await ReadImagesAsync(json, cancellationToken);
            }
            else if (!settings.Contains(name))
            {
                await json.SkipValueAsync(cancellationToken);
                Fields.CountText(Encoding.UTF8.GetByteCount(name));
                Fields.Keep(name, "");
            }
            else if (ReadSetting(await json.ReadValueAsync(cancellationToken), name) is { } text)
            {
                Fields.CountText(Encoding.UTF8.GetByteCount(text));
                Fields.Keep(name, text);
            }
        }

        // Nothing may follow the object.
        _ = await json.ReadAsync(cancellationToken);
    }

    private async Task ReadImagesAsync(JsonBody json, CancellationToken cancellationToken)
    {
        JsonTokenType start = (await json.ReadAsync(cancellationToken)).Type;
        if (start == JsonTokenType.Null)
        {
            return;
        }

        if (start != JsonTokenType.StartArray)
        {
            throw ApiException.Invalid(new FieldError(ImagesField, "It must be a list of images."));
        }

        while (await json.ReadAsync(cancellationToken) is (not JsonTokenType.EndArray and var type, _))
        {
            string place = $"{ImagesField}[{_images.Count}]";
            if (_images.Count == options.MaxJsonImages)
            {
                string message = $"Too many images (>{options.MaxJsonImages})";
                throw new ApiException(ProblemKind.Validation, message, [new FieldError(ImagesField, message)]);
            }

            if (type != JsonTokenType.StartObject)
            {
                throw ApiException.Invalid(new FieldError(place, "It must be an object with a 'url' or a 'base64'."));
            }

            _images.Add(await ReadImageAsync(json, place, cancellationToken));
        }
    }

    private async Task<BatchImage> ReadImageAsync(JsonBody json, string place, CancellationToken cancellationToken)
    {
        BatchImage image = new(null, null, null);
        while (await json.ReadAsync(cancellationToken) is (JsonTokenType.PropertyName, { } name))
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
        FieldError tooLarge = new(place, $"The image is larger than {options.MaxJsonImageMegabytes} MiB, the maximum.");
        using Base64Decoder decoder = new(file, options.MaxJsonImageBytes, tooLarge);
        if (!await json.CopyBase64Async(decoder, cancellationToken))
        {
            _ = ReadText(await json.ReadValueAsync(cancellationToken), place);
            return null;
        }

        if (decoder.IsMalformed)
        {
            Fields.Add(place, "It is not base64.");
        }

        return decoder.Length > 0 || decoder.IsMalformed ? file.Name : null;
    }

    private string? ReadText(JsonElement value, string place)
    {
        if (value.ValueKind is not (JsonValueKind.String or JsonValueKind.Null))
        {
            Fields.Add(place, "It must be text.");
            return null;
        }

        string? text = Unicode(value.GetString, place)?.Trim();
        Fields.CountText(Encoding.UTF8.GetByteCount(text ?? ""));
        return text is "" ? null : text;
    }

    // The text that a form would have for the setting.
    private string? ReadSetting(JsonElement value, string name) => value.ValueKind switch
    {
        JsonValueKind.Null => null,
        JsonValueKind.String => Unicode(value.GetString, name),
        _ => Unicode(value.GetRawText, name),
    };

    private string? Unicode(Func<string?> read, string place)
    {
        try
        {
            return read();
        }
        catch (InvalidOperationException)
        {
            Fields.Add(place, "It is not valid Unicode: half of a surrogate pair, or bytes that are not UTF-8.");
            return null;
        }
    }
}
