using System.Net;
using System.Text.Json;
using Xunit;

namespace RoDLA.Tests.Api.Inference;

/// <summary>Checks that an answer is an error in the envelope of the inference API.</summary>
internal static class EnvelopeAssert
{
    private static readonly string[] Keys = ["status", "error", "message", "error_code", "details", "errors", "timestamp", "request_id"];

    private static readonly string[] ErrorKeys =
        ["code", "message", "details", "field", "timestamp", "request_id", "documentation_url"];

    /// <summary>Checks status, code and shape.</summary>
    /// <returns>The envelope.</returns>
    public static async Task<JsonElement> IsAsync(HttpResponseMessage response, HttpStatusCode status, string code)
    {
        string text = await response.Content.ReadAsStringAsync();
        Assert.True(status == response.StatusCode, $"{(int)response.StatusCode} and not {(int)status}: {text}");
        Assert.Equal("application/json", response.Content.Headers.ContentType?.MediaType);
        using JsonDocument document = JsonDocument.Parse(text);
        JsonElement envelope = document.RootElement.Clone();
        JsonElement error = envelope.GetProperty("error");
        Assert.Equal(Keys, envelope.EnumerateObject().Select(p => p.Name));
        Assert.Equal(ErrorKeys, error.EnumerateObject().Select(p => p.Name));
        Assert.Equal("error", envelope.GetProperty("status").GetString());
        Assert.Equal(code, error.GetProperty("code").GetString());
        Assert.Equal(code, envelope.GetProperty("error_code").GetString());
        foreach (string same in new[] { "message", "details", "timestamp", "request_id" })
        {
            Assert.Equal(error.GetProperty(same).GetString(), envelope.GetProperty(same).GetString());
            Assert.NotEqual("", envelope.GetProperty(same).GetString());
        }

        Assert.Equal(Assert.Single(response.Headers.GetValues("X-Request-Id")), envelope.GetProperty("request_id").GetString());
        Assert.Equal("1.0", Assert.Single(response.Headers.GetValues("X-API-Version")));
        return envelope;
    }

    /// <summary>The fields, or the files, that the envelope tells mistakes of, in its order.</summary>
    public static string[] Names(JsonElement envelope, string name) =>
        [.. envelope.GetProperty("errors").EnumerateArray().Select(e => e.GetProperty(name).GetString()!)];
}
