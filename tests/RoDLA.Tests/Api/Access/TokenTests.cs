using System.Net;
using System.Security.Claims;
using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using RoDLA.Tests.Api.Batches;
using RoDLA.Tests.Api.Fixtures;
using Xunit;

namespace RoDLA.Tests.Api.Access;

/// <summary>Tokens of an OpenID Connect provider, which is a server of this process with a key pair of its own.</summary>
public sealed class TokenTests : IAsyncLifetime, IDisposable
{
    private const string OperatorKey = "a-key-of-the-operator";

    private readonly RSA _rsa = RSA.Create(2048);
    private readonly RSA _otherRsa = RSA.Create(2048);
    private WebApplication _provider = null!;
    private ApiServer _server = null!;

    private string Authority => _provider.Urls.First();

    public async Task InitializeAsync()
    {
        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        _provider = builder.Build();
        _provider.Run(AnswerAsync);
        await _provider.StartAsync();
        _server = await ApiServer.StartAsync(new() { ["RODLA_JWT_AUTHORITY"] = Authority, ["RODLA_API_KEY"] = OperatorKey });
    }

    public async Task DisposeAsync()
    {
        await _server.DisposeAsync();
        await _provider.StopAsync();
        await _provider.DisposeAsync();
    }

    public void Dispose()
    {
        _rsa.Dispose();
        _otherRsa.Dispose();
    }

    [Theory]
    [InlineData("read", "GET", "/api/model-info", HttpStatusCode.OK)]
    [InlineData("read", "POST", "/api/detect", HttpStatusCode.Forbidden)]
    [InlineData("submit", "POST", "/api/detect", HttpStatusCode.OK)]
    [InlineData("submit", "POST", "/api/v1/models/fake/unload", HttpStatusCode.Forbidden)]
    [InlineData("none-of-ours", "GET", "/api/model-info", HttpStatusCode.Forbidden)]
    public async Task Token_OfARole_ReachesAsFarAsTheRole(string role, string method, string path, HttpStatusCode expected) =>
        Assert.Equal(expected, await StatusAsync(Token(role: role), method, path));

    [Fact]
    public async Task Token_ThatIsNotForThisService_IsRefused()
    {
        DateTime past = DateTime.UtcNow.AddHours(-1);

        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(Token(audience: "another-service")));
        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(Token(expires: past)));
        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(Token(rsa: _otherRsa)));
        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(Token(issuer: "https://elsewhere.example")));
        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(Unsigned()));
        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync("a.b.c"));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(Token()));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(OperatorKey)); // API keys go on beside tokens.
    }

    [Fact]
    public async Task Job_OfAnotherSubject_IsNotFound()
    {
        string first = Token(subject: "auth0|first", role: "submit");
        using HttpRequestMessage request = Request(first, "POST", "/api/detect-batch", BatchCalls.Pages(1));
        using HttpResponseMessage posted = await _server.Client.SendAsync(request);
        string id = (await posted.JsonAsync(HttpStatusCode.Accepted)).GetProperty("job_id").GetString()!;

        Assert.Equal(HttpStatusCode.OK, await StatusAsync(first, "GET", $"/api/batch-job/{id}"));
        Assert.Equal(
            HttpStatusCode.NotFound, await StatusAsync(Token(subject: "auth0|second", role: "submit"), "GET", $"/api/batch-job/{id}"));
    }

    private static HttpRequestMessage Request(string token, string method, string path, HttpContent? content)
    {
        HttpRequestMessage request = new(new HttpMethod(method), path) { Content = content };
        request.Headers.Add("Authorization", $"Bearer {token}");
        return request;
    }

    private static string Unsigned() =>
        new JsonWebTokenHandler().CreateToken("""{"sub":"tester","aud":"rodla-api","roles":["admin"]}""");

    private async Task<HttpStatusCode> StatusAsync(string token, string method = "GET", string path = "/api/model-info")
    {
        using HttpContent? content = path == "/api/detect" ? ApiServer.Form(BatchCalls.Pixel) : null;
        using HttpRequestMessage request = Request(token, method, path, content);
        using HttpResponseMessage response = await _server.Client.SendAsync(request);
        return response.StatusCode;
    }

    private string Token(
        string subject = "tester",
        string role = "read",
        string audience = "rodla-api",
        string? issuer = null,
        DateTime? expires = null,
        RSA? rsa = null) => new JsonWebTokenHandler().CreateToken(new SecurityTokenDescriptor
        {
            Subject = new ClaimsIdentity([new Claim("sub", subject), new Claim("roles", role)]),
            Issuer = issuer ?? Authority,
            Audience = audience,
            NotBefore = DateTime.UtcNow.AddHours(-2),
            IssuedAt = DateTime.UtcNow.AddHours(-2),
            Expires = expires ?? DateTime.UtcNow.AddHours(1),
            SigningCredentials = new SigningCredentials(
                new RsaSecurityKey(rsa ?? _rsa) { KeyId = "the-key" }, SecurityAlgorithms.RsaSha256),
        });

    /// <summary>What a provider tells of itself, and its public keys (RFC 8414, RFC 7517).</summary>
    private Task AnswerAsync(HttpContext context)
    {
        RSAParameters key = _rsa.ExportParameters(includePrivateParameters: false);
        object answer = context.Request.Path == "/.well-known/openid-configuration"
            ? new { issuer = Authority, jwks_uri = Authority + "/jwks" }
            : new
            {
                keys = new[]
                {
                    new
                    {
                        kty = "RSA", use = "sig", alg = "RS256", kid = "the-key",
                        n = Base64UrlEncoder.Encode(key.Modulus), e = Base64UrlEncoder.Encode(key.Exponent),
                    },
                },
            };
        context.Response.ContentType = "application/json";
        return context.Response.WriteAsync(JsonSerializer.Serialize(answer));
    }
}
