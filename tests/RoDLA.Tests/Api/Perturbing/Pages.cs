using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using RoDLA.Imaging;
using RoDLA.Imaging.Reading;
using RoDLA.Imaging.Writing;
using RoDLA.Tests.Api.Fixtures;

namespace RoDLA.Tests.Api.Perturbing;

/// <summary>Small pages, and a service whose reader is real while its detection is faked.</summary>
internal static class Pages
{
    public const int Width = 180;
    public const int Height = 240;

    /// <summary>A PNG of lines of dark blocks on light paper.</summary>
    public static byte[] Png { get; } = Make(shade: 40);

    public static byte[] Make(byte shade)
    {
        using PageImage page = PageImage.Rent(Width, Height);
        page.Pixels.Fill(240);
        for (int y = 20; y < Height - 20; y++)
        {
            for (int x = 20; x < Width - 20; x++)
            {
                if (y % 12 < 6 && x % 9 < 6)
                {
                    page.Row(y).Slice(x * PageImage.Channels, PageImage.Channels).Fill(shade);
                }
            }
        }

        return ImageWriter.ToPng(page);
    }

    public static Task<ApiServer> ServeAsync(Dictionary<string, string>? variables = null) =>
        ApiServer.StartAsync(variables, replace: UseReader);

    public static void UseReader(IServiceCollection services) =>
        services.Replace(ServiceDescriptor.Singleton<IPageReader>(_ => new PageReader(new ImagingOptions(), TimeProvider.System)));

    public static Task<HttpResponseMessage> PerturbAsync(this ApiServer server, params (string Name, string Value)[] fields) =>
        server.Client.PostAsync(new Uri("/api/perturb", UriKind.Relative), ApiServer.Form(Png, fields));

    /// <summary>Posts, and reads the JSON of a 200.</summary>
    public static async Task<JsonElement> PerturbJsonAsync(this ApiServer server, params (string Name, string Value)[] fields)
    {
        using HttpResponseMessage response = await server.PerturbAsync(fields);
        response.EnsureSuccessStatusCode();
        return await ApiServer.JsonAsync(response);
    }

    /// <summary>The pixels of a data URI.</summary>
    public static Task<PageImage> DecodeAsync(string dataUri) =>
        DecodeAsync(Convert.FromBase64String(dataUri[(dataUri.IndexOf(',') + 1)..]));

    public static async Task<PageImage> DecodeAsync(byte[] picture)
    {
        PageReader reader = new(new ImagingOptions(), TimeProvider.System);
        OpenDocument document = await reader.OpenAsync(DocumentSource.FromMemory(picture), CancellationToken.None);
        return await document.ReadPageAsync(1, default, CancellationToken.None);
    }
}
