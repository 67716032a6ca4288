using System.Buffers.Binary;
using System.Text.Json;
using RoDLA.Imaging;
using RoDLA.Imaging.Reading;
using RoDLA.Imaging.Writing;
using RoDLA.Tests.Api.Fixtures;
using RoDLA.Tests.Imaging;
using Xunit;

namespace RoDLA.Tests.EndToEnd;

/// <summary>The same page gives the same detections, whatever the format and the endpoint (contract, section 3).</summary>
public sealed class OnePreprocessingTests
{
    public static TheoryData<string> Pages { get; } =
        [.. Directory.EnumerateFiles(Path.Combine(RepositoryRoot.Path, "samples")).Select(f => Path.GetFileName(f)).Order()];

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task Detect_SamePixelsInOtherFormats_FindsTheSame(string sample)
    {
        await using ApiServer server = await StartAsync();
        byte[] file = Samples.Read(sample);
        PageReader reader = new(new ImagingOptions(), TimeProvider.System);
        OpenDocument document = await reader.OpenAsync(DocumentSource.FromMemory(file), default);
        using PageImage page = await document.ReadPageAsync(1, default, default);
        string expected = await DetectionsAsync(server, "/api/detect", file, sample);

        Assert.NotEqual("[]", expected);
        Assert.Equal(expected, await DetectionsAsync(server, "/api/detect", ImageWriter.ToPng(page, compression: 1), "page.png"));
        Assert.Equal(expected, await DetectionsAsync(server, "/api/detect", VipsPictures.ToTiff(page), "page.tif"));
        Assert.Equal(expected, await DetectionsAsync(server, "/api/detect", ToBmp(page), "page.bmp"));
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task Detect_CleanPageOfAComparison_FindsTheSame(string sample)
    {
        await using ApiServer server = await StartAsync();
        byte[] file = Samples.Read(sample);
        string expected = await DetectionsAsync(server, "/api/detect", file, sample);

        JsonElement answer = await AnswerAsync(
            server,
            "/api/detect-with-perturbation",
            file,
            sample,
            ("perturbations", """[{"type":"defocus","degree":1}]"""),
            ("compare", "true"));

        JsonElement comparison = answer.GetProperty("perturbation_info").GetProperty("comparison");
        Assert.Equal(expected, comparison.GetProperty("clean_detections").GetRawText());
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task Detect_ReturnImage_ReportsTheSame(string sample)
    {
        await using ApiServer server = await StartAsync();
        byte[] file = Samples.Read(sample);
        string expected = await DetectionsAsync(server, "/api/detect", file, sample);

        using HttpResponseMessage picture = await server.DetectAsync(
            ApiServer.Form(file, sample, ("return_image", "true"), ("score_thr", "0.05"), ("generate_visualizations", "no")));

        picture.EnsureSuccessStatusCode();
        string path = Directory.GetFiles(server.Outputs, "results_*.json").Single();
        using JsonDocument saved = JsonDocument.Parse(await File.ReadAllTextAsync(path));
        using JsonDocument wanted = JsonDocument.Parse(expected);
        Assert.True(JsonElement.DeepEquals(wanted.RootElement, saved.RootElement.GetProperty("all_detections")));
    }

    private static async Task<ApiServer> StartAsync()
    {
        ApiServer server = await ApiServer.StartAsync(real: true);
        for (int i = 0; i < 1000; i++)
        {
            using HttpResponseMessage ready = await server.Client.GetAsync(new Uri("/health/ready", UriKind.Relative));
            if (ready.IsSuccessStatusCode)
            {
                break;
            }

            await Task.Delay(20);
        }

        return server;
    }

    private static async Task<string> DetectionsAsync(ApiServer server, string path, byte[] file, string name) =>
        (await AnswerAsync(server, path, file, name)).GetProperty("all_detections").GetRawText();

    private static async Task<JsonElement> AnswerAsync(
        ApiServer server, string path, byte[] file, string name, params (string Name, string Value)[] fields)
    {
        using HttpResponseMessage response = await server.Client.PostAsync(
            new Uri(path, UriKind.Relative),
            ApiServer.Form(file, name, [("generate_visualizations", "no"), ("save_json", "no"), ("score_thr", "0.05"), .. fields]));
        return await ApiServer.JsonAsync(response);
    }

    /// <summary>24 bits, rows from the bottom, blue first.</summary>
    private static byte[] ToBmp(PageImage page)
    {
        const int Header = 54;
        int stride = (page.Stride + 3) / 4 * 4;
        byte[] file = new byte[Header + (stride * page.Height)];
        "BM"u8.CopyTo(file);
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(2), file.Length);
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(10), Header);
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(14), 40);
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(18), page.Width);
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(22), page.Height);
        BinaryPrimitives.WriteInt16LittleEndian(file.AsSpan(26), 1);
        BinaryPrimitives.WriteInt16LittleEndian(file.AsSpan(28), 24);
        for (int y = 0; y < page.Height; y++)
        {
            Span<byte> row = file.AsSpan(Header + (stride * (page.Height - 1 - y)), page.Stride);
            page.Row(y).CopyTo(row);
            for (int x = 0; x < row.Length; x += PageImage.Channels)
            {
                (row[x], row[x + 2]) = (row[x + 2], row[x]);
            }
        }

        return file;
    }
}
