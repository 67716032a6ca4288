namespace RoDLA.Api.Forms;

/// <summary>The fields that an endpoint takes; endpoint metadata for the OpenAPI document.</summary>
/// <param name="MediaType">Media type of the request's body.</param>
/// <param name="Fields">The fields, in the order of the document.</param>
internal sealed record RequestFields(string MediaType, IReadOnlyList<FormField> Fields)
{
    /// <summary>Media type of a form with files.</summary>
    public const string Form = "multipart/form-data";

    /// <summary>Media type of a JSON object.</summary>
    public const string Json = "application/json";
}
