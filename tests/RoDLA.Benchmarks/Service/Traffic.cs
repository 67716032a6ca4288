using System.Net.Http.Json;

namespace RoDLA.Benchmarks.Service;

/// <summary>Mixed requests, as many clients of different kinds send them: pages of every kind, perturbations, jobs, broken files.</summary>
internal sealed class Traffic
{
    private static readonly (string, string)[] NotSaved = [("save_json", "no")];

    private readonly Kind[] _kinds;
    private readonly int[] _order;

    public Traffic()
    {
        byte[] article = Page("article.jpg");
        byte[] invoice = Page("invoice.png");
        byte[] pdf = Page("article.pdf");
        _kinds =
        [
            new("detect, JPEG", 30, () => Form("/api/detect", "article.jpg", article, NotSaved)),
            new("detect, PNG with charts", 10, () => Form("/api/detect", "invoice.png", invoice, [.. NotSaved, ("generate_visualizations", "yes")])),
            new("detect, fax", 10, () => Form("/api/detect", "fax.tif", Page("article-fax.tif"), NotSaved)),
            new("detect, PDF", 3, () => Form("/api/detect", "article.pdf", pdf, NotSaved)),
            new("picture", 10, () => Form("/api/detect", "invoice.png", invoice, [.. NotSaved, ("return_image", "yes")])),
            new("perturb", 8, () => Form("/api/perturb", "invoice.png", invoice, [("perturbations", """[{"type":"defocus","degree":1}]""")])),
            new("perturb and detect", 4, () => Form(
                "/api/detect-with-perturbation", "invoice.png", invoice, [.. NotSaved, ("perturbations", """[{"type":"speckle","degree":2}]""")])),
            new("job of one image", 5, () => new(HttpMethod.Post, Address("/api/v1/batch")) { Content = Job(invoice) }),
            new("not an image", 6, () => Form("/api/detect", "page.png", article.AsMemory(1000, 5000).ToArray(), NotSaved)),
            new("cut file", 6, () => Form("/api/detect", "page.png", invoice[..(invoice.Length / 3)], NotSaved)),
            new("wrong field", 4, () => Form("/api/detect", "page.png", invoice, [("score_thr", "very")])),
            new("list of jobs", 4, () => new(HttpMethod.Get, Address("/api/v1/batch?limit=20"))),
        ];
        _order = [.. _kinds.SelectMany((kind, i) => Enumerable.Repeat(i, kind.Weight))];
        new Random(7).Shuffle(_order);
    }

    /// <summary>Name of the kind of the request with this number.</summary>
    public string NameOf(int number) => KindOf(number).Name;

    /// <summary>A new message of the request with this number.</summary>
    public HttpRequestMessage Create(int number) => KindOf(number).Create();

    private Kind KindOf(int number) => _kinds[_order[number % _order.Length]];

    private static byte[] Page(string name) => File.ReadAllBytes(Repository.Sample(name));

    private static Uri Address(string path) => new(path, UriKind.Relative);

    private static HttpRequestMessage Form(string path, string name, byte[] file, (string Name, string Value)[] fields)
    {
        MultipartFormDataContent form = new() { { new ByteArrayContent(file), "file", name } };
        foreach ((string field, string value) in fields)
        {
            form.Add(new StringContent(value), field);
        }

        return new HttpRequestMessage(HttpMethod.Post, Address(path)) { Content = form };
    }

    private static JsonContent Job(byte[] page) =>
        JsonContent.Create(new { images = new[] { new { base64 = Convert.ToBase64String(page), filename = "invoice.png" } } });

    private sealed record Kind(string Name, int Weight, Func<HttpRequestMessage> Create);
}
