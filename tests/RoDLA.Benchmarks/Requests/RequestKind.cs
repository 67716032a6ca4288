using System.Net.Http.Headers;
using SixLabors.ImageSharp;
using SixLabors.ImageSharp.Formats.Jpeg;
using SixLabors.ImageSharp.Processing;

namespace RoDLA.Benchmarks.Requests;

/// <summary>One kind of request: a page and the fields sent with it.</summary>
internal sealed record RequestKind(string Name, string FileName, byte[] File, params (string Name, string Value)[] Fields)
{
    private static readonly (string, string)[] PlainFields = [("save_json", "false"), ("generate_visualizations", "false")];

    /// <summary>A JPEG page of 1653 × 2339 pixels, its detections alone.</summary>
    public static RequestKind Plain { get; } = Of("plain", "article.jpg", PlainFields);

    /// <summary>All kinds; the first is the plain one.</summary>
    public static IReadOnlyList<RequestKind> All { get; } =
    [
        Plain,
        Of("default (eight charts, saved)", "article.jpg"),
        Of("return_image", "article.jpg", [.. PlainFields, ("return_image", "true")]),
        Plain with { Name = "JPEG at 300 dpi", File = At300Dpi(Plain.File) },
        Of("PNG", "invoice.png", PlainFields),
        Of("PDF page", "article.pdf", PlainFields),
    ];

    /// <summary>Sends it; the answer is read whole.</summary>
    public async Task<string> SendAsync(HttpClient client)
    {
        using ByteArrayContent file = new(File) { Headers = { ContentType = new MediaTypeHeaderValue("application/octet-stream") } };
        using MultipartFormDataContent form = new() { { file, "file", FileName } };
        foreach ((string name, string value) in Fields)
        {
            form.Add(new StringContent(value), name);
        }

        using HttpResponseMessage response = await client.PostAsync(new Uri("/api/detect", UriKind.Relative), form);
        response.EnsureSuccessStatusCode();
        return await response.Content.ReadAsStringAsync();
    }

    private static RequestKind Of(string name, string sample, params (string, string)[] fields) =>
        new(name, sample, System.IO.File.ReadAllBytes(Repository.Sample(sample)), fields);

    private static byte[] At300Dpi(byte[] page)
    {
        using Image image = Image.Load(page);
        image.Mutate(i => i.Resize(image.Width * 3 / 2, image.Height * 3 / 2));
        using MemoryStream file = new();
        image.Save(file, new JpegEncoder { Quality = 85 });
        return file.ToArray();
    }
}
