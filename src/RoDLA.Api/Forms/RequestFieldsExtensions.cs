namespace RoDLA.Api.Forms;

/// <summary>Adds fields to an endpoint.</summary>
internal static class RequestFieldsExtensions
{
    /// <summary>The endpoint takes a form with <paramref name="fields"/>.</summary>
    public static RouteHandlerBuilder WithForm(this RouteHandlerBuilder endpoint, IReadOnlyList<FormField> fields) =>
        endpoint.WithMetadata(new RequestFields(RequestFields.Form, fields));

    /// <summary>The endpoint takes a JSON object with <paramref name="fields"/>.</summary>
    public static RouteHandlerBuilder WithJson(this RouteHandlerBuilder endpoint, IReadOnlyList<FormField> fields) =>
        endpoint.WithMetadata(new RequestFields(RequestFields.Json, fields));
}
