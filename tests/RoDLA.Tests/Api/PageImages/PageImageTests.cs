using System.Net;
using RoDLA.Tests.Api.Fixtures;
using RoDLA.Tests.Api.Perturbing;
using RoDLA.Tests.EndToEnd;
using SixLabors.ImageSharp;
using Xunit;

namespace RoDLA.Tests.Api.PageImages;

public sealed class PageImageTests
{
    [Theory]
    [InlineData("invoice.png", 909, 1287)]
    [InlineData("article-fax.tif", 992, 1404)]
    public async Task Render_RasterPage_HasItsOwnSize(string sample, int width, int height)
    {
        await using ApiServer server = await Pages.ServeAsync();
        using HttpResponseMessage response = await SendAsync(server, sample);
        IImageInfo picture = Image.Identify(await response.Content.ReadAsByteArrayAsync());

        Assert.Equal("image/jpeg", response.Content.Headers.ContentType!.MediaType);
        Assert.Equal((width, height), (picture.Width, picture.Height));
    }

    [Fact]
    public async Task Render_PageOfAPdf_IsThatPageWithTheNumberOfPages()
    {
        await using ApiServer server = await Pages.ServeAsync();
        using HttpResponseMessage first = await SendAsync(server, "article.pdf", ("max_side", "400"));
        using HttpResponseMessage second = await SendAsync(server, "article.pdf", ("max_side", "400"), ("page", "2"));
        byte[] picture = await second.Content.ReadAsByteArrayAsync();

        Assert.Equal("2", second.Headers.GetValues("X-Page-Count").Single());
        Assert.Equal(400, Image.Identify(picture).Height);
        Assert.NotEqual(await first.Content.ReadAsByteArrayAsync(), picture);
    }

    [Theory]
    [InlineData("page", "3", HttpStatusCode.BadRequest)]
    [InlineData("page", "all", HttpStatusCode.BadRequest)]
    [InlineData("max_side", "15", HttpStatusCode.BadRequest)]
    [InlineData("max_side", "8193", HttpStatusCode.BadRequest)]
    public async Task Render_WrongField_IsRefused(string name, string value, HttpStatusCode status)
    {
        await using ApiServer server = await Pages.ServeAsync();
        using HttpResponseMessage response = await SendAsync(server, "article.pdf", (name, value));

        Assert.Equal(status, response.StatusCode);
    }

    private static Task<HttpResponseMessage> SendAsync(ApiServer server, string sample, params (string Name, string Value)[] fields) =>
        server.Client.PostAsync(new Uri("/api/page-image", UriKind.Relative), ApiServer.Form(Samples.Read(sample), sample, fields));
}
