using RoDLA.Api.Errors;
using RoDLA.Api.Forms;
using RoDLA.Api.Uploads;

namespace RoDLA.Api.Batches.Status;

/// <summary>The images of a retry; null for all that failed.</summary>
internal sealed class RetryImagesField() : JsonField<IReadOnlySet<int>?>(
    "images", "Numbers of the failed images to retry, from 0; all failed images when it is not sent.", null)
{
    public static readonly RetryImagesField Instance = new();

    /// <inheritdoc/>
    public override JsonNode? Example { get; init; } = new JsonArray(3, 7);

    /// <summary>Reads the JSON body of a request, if there is one.</summary>
    /// <exception cref="ApiException">The body is not such an object.</exception>
    public async Task<IReadOnlySet<int>?> ReadAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        if (request.HttpContext.Features.Get<IHttpRequestBodyDetectionFeature>() is { CanHaveBody: false })
        {
            return null;
        }

        FormFields fields = new();
        try
        {
            using JsonDocument body = await JsonDocument.ParseAsync(request.Body, default, cancellationToken);
            if (body.RootElement.ValueKind != JsonValueKind.Object)
            {
                throw new ApiException(ProblemKind.Validation, "The request must be a JSON object: {\"images\": [...]}.");
            }

            if (body.RootElement.Find(Name) is { } images)
            {
                fields.Keep(Name, images.GetRawText());
            }
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            throw new ApiException(ProblemKind.BadRequest, "The body of the request is not JSON, or it ends early.", inner: e);
        }

        IReadOnlySet<int>? read = Read(fields);
        fields.ThrowIfAny();
        return read;
    }

    /// <inheritdoc/>
    protected override IReadOnlySet<int>? Read(FormFields form, string name, IReadOnlyList<JsonElement> entries)
    {
        HashSet<int> images = [];
        for (int i = 0; i < entries.Count; i++)
        {
            if (entries[i].AsInteger() is >= 0 and <= int.MaxValue and { } image)
            {
                images.Add((int)image);
            }
            else
            {
                form.Add($"{name}[{i}]", "It must be the number of an image, from 0.");
            }
        }

        return images.Count > 0 ? images : Refuse(form, name, "It must have at least one image.");
    }
}
