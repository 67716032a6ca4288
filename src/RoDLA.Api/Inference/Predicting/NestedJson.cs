using RoDLA.Api.Errors;
using RoDLA.Api.Forms;
using RoDLA.Api.Uploads;

namespace RoDLA.Api.Inference.Predicting;

/// <summary>Reads a JSON object with objects in it as fields with dotted names: <c>config.sahi.slice_width</c>.</summary>
/// <param name="fields">The fields that are known.</param>
internal sealed class NestedJson(IReadOnlyList<FormField> fields)
{
    private const int MostBytes = 4 * 1024 * 1024;

    private readonly HashSet<string> _names = [.. fields.Select(f => f.Name)];

    private readonly HashSet<string> _sections =
        [.. fields.SelectMany(f => Enumerable.Range(0, f.Name.Length).Where(i => f.Name[i] == '.').Select(i => f.Name[..i]))];

    /// <summary>Reads a body.</summary>
    /// <exception cref="ApiException">It is not a JSON object.</exception>
    public async Task<FormFields> ReadAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        if (!request.HasJsonContentType())
        {
            throw new ApiException(ProblemKind.NotJson, "Send JSON, with the header Content-Type: application/json.");
        }

        // Limited here instead of by the web server, so that a client that is still sending gets an answer.
        request.HttpContext.Features.GetRequiredFeature<IHttpMaxRequestBodySizeFeature>().MaxRequestBodySize = null;
        ReadOnlySequence<byte> json = (await request.BodyReader.ReadAtLeastAsync(MostBytes + 1, cancellationToken)).Buffer;
        try
        {
            return json.Length <= MostBytes
                ? Read(json)
                : throw new ApiException(ProblemKind.TooLarge, $"The request is larger than {MostBytes / (1024 * 1024)} MiB, the maximum.");
        }
        finally
        {
            request.BodyReader.AdvanceTo(json.End);
        }
    }

    private FormFields Read(ReadOnlySequence<byte> json)
    {
        FormFields form = new();
        try
        {
            using JsonDocument body = JsonDocument.Parse(json);
            if (body.RootElement.ValueKind != JsonValueKind.Object)
            {
                throw new ApiException(ProblemKind.Validation, "The request must be a JSON object.");
            }

            Read(form, "", body.RootElement);
            return form;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            throw new ApiException(ProblemKind.BadRequest, "The body of the request is not JSON, or it ends early.", inner: e);
        }
    }

    private void Read(FormFields form, string path, JsonElement value)
    {
        bool isSection = path.Length == 0 || _sections.Contains(path);
        switch (value.ValueKind)
        {
            case JsonValueKind.Null:
                break;
            case JsonValueKind.Object when !_names.Contains(path):
                foreach (JsonProperty property in value.EnumerateObject())
                {
                    Read(form, path.Length == 0 ? property.Name : $"{path}.{property.Name}", property.Value);
                }

                break;
            case JsonValueKind.Object:
                form.Add(path, "Must not be an object");
                break;
            case not JsonValueKind.Object when isSection:
                form.Add(path, "Must be an object");
                break;
            case JsonValueKind.String when value.AsText() is not { }:
                form.Add(path, "It is not valid Unicode: half of a surrogate pair.");
                break;
            default:
                form.Keep(path, value.ValueKind == JsonValueKind.String ? value.GetString()! : value.GetRawText());
                break;
        }
    }
}
