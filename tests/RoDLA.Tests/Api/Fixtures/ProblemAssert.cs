using System.Net;
using System.Text.Json;
using Xunit;

namespace RoDLA.Tests.Api.Fixtures;

/// <summary>Checks that an answer is a problem in the one shape that every problem has.</summary>
internal static class ProblemAssert
{
    private static readonly string[] Keys =
        ["type", "title", "status", "detail", "success", "error", "error_code", "request_id", "errors"];

    /// <summary>Checks status, code and shape.</summary>
    /// <returns>The problem.</returns>
    public static async Task<JsonElement> IsAsync(HttpResponseMessage response, HttpStatusCode status, string code)
    {
        string text = await response.Content.ReadAsStringAsync();
        Assert.True(status == response.StatusCode, $"{(int)response.StatusCode} and not {(int)status}: {text}");
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
        using JsonDocument document = JsonDocument.Parse(text);
        JsonElement problem = document.RootElement.Clone();
        Assert.Equal(Keys, problem.EnumerateObject().Select(p => p.Name));
        Assert.Equal((int)status, problem.GetProperty("status").GetInt32());
        Assert.Equal(code, problem.GetProperty("error_code").GetString());
        Assert.Equal("urn:rodla:problem:" + code.Replace('_', '-'), problem.GetProperty("type").GetString());
        Assert.False(problem.GetProperty("success").GetBoolean());
        Assert.NotEqual("", problem.GetProperty("detail").GetString());
        Assert.Equal(problem.GetProperty("detail").GetString(), problem.GetProperty("error").GetString());
        Assert.Equal(Assert.Single(response.Headers.GetValues("X-Request-Id")), problem.GetProperty("request_id").GetString());
        return problem;
    }

    /// <summary>The fields that the problem tells mistakes of, sorted.</summary>
    public static string[] Fields(JsonElement problem) =>
        [.. problem.GetProperty("errors").EnumerateArray().Select(e => e.GetProperty("field").GetString()!).Order(StringComparer.Ordinal)];
}
