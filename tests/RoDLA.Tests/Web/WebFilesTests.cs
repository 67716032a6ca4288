using System.Net;
using System.Net.Http.Headers;
using Microsoft.Extensions.DependencyInjection;
using RoDLA.Api.Web;
using RoDLA.Tests.Api.Fixtures;
using Xunit;

namespace RoDLA.Tests.Web;

/// <summary>How the service serves the files of the web page.</summary>
public sealed class WebFilesTests
{
    private const int MaxWeight = 250 * 1024;

    [Fact]
    public void Files_Together_WeighUnder250Kilobytes()
    {
        WebFiles files = new();

        Assert.InRange(files.Paths.Sum(path => files.Find(path)!.Length), 1, MaxWeight);
    }

    [Fact]
    public void Scripts_AnyLine_ClosesTheTextsThatItOpens()
    {
        string folder = Path.Combine(RepositoryRoot.Path, "src", "RoDLA.Api", "wwwroot");
        string[] open = [.. from file in Directory.EnumerateFiles(folder, "*.js", SearchOption.AllDirectories)
            from line in File.ReadLines(file)
            where line.Replace("\\`", "", StringComparison.Ordinal).Count(c => c == '`') % 2 == 1
            select $"{Path.GetFileName(file)}: {line}"];

        Assert.Empty(open);
    }

    [Theory]
    [InlineData("// Why.\nconst a = 1; // one\n", "const a = 1; // one\n")]
    [InlineData("/**\n * Adds.\n */\nfunction add(a, b) {\n  return a + b;\n}\n", "function add(a, b) {\nreturn a + b;\n}\n")]
    [InlineData("/* Colours. */\n:root {\n  --a: #fff; /* paper */\n\n  --b: 1;\n}\n", ":root {\n--a: #fff; /* paper */\n--b: 1;\n}\n")]
    public void Compact_Text_LosesIndentationAndCommentsOnly(string text, string expected) => Assert.Equal(expected, WebText.Compact(text));

    [Fact]
    public async Task Get_EveryFile_HasATypeThatBrowsersAccept()
    {
        await using ApiServer server = await ApiServer.StartAsync();
        foreach (string path in new WebFiles().Paths)
        {
            using HttpResponseMessage response = await server.Client.GetAsync(new Uri(path == "index.html" ? "/" : "/" + path, UriKind.Relative));

            Assert.Equal(HttpStatusCode.OK, response.StatusCode);
            string expected = Path.GetExtension(path) switch
            {
                ".html" => "text/html",
                ".css" => "text/css",
                ".js" => "text/javascript",
                _ => "image/svg+xml",
            };
            Assert.Equal(expected, response.Content.Headers.ContentType!.MediaType);
        }
    }

    [Theory]
    [InlineData("br")]
    [InlineData("gzip")]
    [InlineData("gzip;q=0.5, br;q=0", "gzip")]
    [InlineData("identity", null)]
    public async Task Get_AcceptedCoding_IsUsedAndAnswered304WhenKnown(string accepted, string? coding = "=")
    {
        await using ApiServer server = await ApiServer.StartAsync();
        using HttpResponseMessage first = await SendAsync(server, "/js/app.js", accepted);
        using HttpResponseMessage second = await SendAsync(server, "/js/app.js", accepted, first.Headers.ETag);

        Assert.Equal(coding == "=" ? accepted : coding, first.Content.Headers.ContentEncoding.SingleOrDefault());
        Assert.Equal("no-cache", first.Headers.CacheControl!.ToString());
        Assert.Equal(HttpStatusCode.NotModified, second.StatusCode);
        Assert.Empty(await second.Content.ReadAsByteArrayAsync());
    }

    [Fact]
    public async Task Get_Page_PolicyAllowsNothingInlineAndNothingFromElsewhere()
    {
        await using ApiServer server = await ApiServer.StartAsync();
        using HttpResponseMessage response = await server.Client.GetAsync(server.Address);
        string policy = response.Headers.GetValues("Content-Security-Policy").Single();
        string page = await response.Content.ReadAsStringAsync();

        Assert.StartsWith("default-src 'none'; script-src 'self'; style-src 'self';", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("style=", page, StringComparison.Ordinal);
        Assert.Equal("nosniff", response.Headers.GetValues("X-Content-Type-Options").Single());
        Assert.Equal("same-origin", response.Headers.GetValues("Cross-Origin-Opener-Policy").Single());
        Assert.Equal("DENY", response.Headers.GetValues("X-Frame-Options").Single());
    }

    [Fact]
    public async Task Get_ServiceWithAKey_PageIsOpenAndApiIsNot()
    {
        await using ApiServer server = await ApiServer.StartAsync(new() { ["RODLA_API_KEY"] = "a-key-of-the-test-1234567890" });

        Assert.Equal(HttpStatusCode.OK, await StatusAsync(server, "/"));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(server, "/css/base.css"));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(server, "/samples/invoice.png"));
        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(server, "/api/model-info"));
    }

    [Theory]
    [InlineData("/js/none.js")]
    [InlineData("/css/../index.html")]
    [InlineData("/js/..%2Findex.html")]
    [InlineData("/samples/none.png")]
    [InlineData("/samples/..%2FREADME.md")]
    [InlineData("/samples/..%2F..%2Fetc%2Fpasswd")]
    public async Task Get_FileThatIsNotThere_IsNotFound(string path)
    {
        await using ApiServer server = await ApiServer.StartAsync();

        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(server, path));
    }

    [Fact]
    public async Task GetSamples_Repository_ListsItsPages()
    {
        await using ApiServer server = await ApiServer.StartAsync();
        using HttpResponseMessage response = await server.Client.GetAsync(new Uri("/samples", UriKind.Relative));
        string[] names = [.. (await ApiServer.JsonAsync(response)).EnumerateArray().Select(s => s.GetProperty("name").GetString()!)];

        Assert.Equal(["article-fax.tif", "article.jpg", "article.pdf", "invoice.png"], names);
    }

    [Fact]
    public async Task GetSamples_InstallationWithoutSamples_AreNone()
    {
        using TemporaryFolder folder = new();
        await using ApiServer server = await ApiServer.StartAsync(switches: new() { ["contentRoot"] = folder.Path });

        Assert.Empty(server.App.Services.GetRequiredService<SampleFiles>().All);
    }

    private static async Task<HttpStatusCode> StatusAsync(ApiServer server, string path)
    {
        using HttpResponseMessage response = await server.Client.GetAsync(new Uri(path, UriKind.Relative));
        return response.StatusCode;
    }

    private static async Task<HttpResponseMessage> SendAsync(ApiServer server, string path, string accepted, EntityTagHeaderValue? known = null)
    {
        using HttpRequestMessage request = new(HttpMethod.Get, new Uri(path, UriKind.Relative));
        request.Headers.Add("Accept-Encoding", accepted);
        if (known is not null)
        {
            request.Headers.IfNoneMatch.Add(known);
        }

        return await server.Client.SendAsync(request);
    }
}
