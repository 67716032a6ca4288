using System.Text;

namespace RoDLA.Fuzzing.Http;

/// <summary>Makes requests with one part mutated: the file, the multipart body, a field, JSON, an archive, the path.</summary>
internal sealed class RequestFuzzer(int seed)
{
    private const string Boundary = "fuzz-boundary";
    private const string Multipart = $"multipart/form-data; boundary={Boundary}";

    private static readonly string[] Fields =
    [
        "score_thr", "generate_visualizations", "save_json", "return_image", "page", "pages", "dpi", "perturbations", "boxes", "seed",
        "max_side", "type", "degree",
    ];

    private static readonly string[] Paths =
    [
        "/api/batch-job/job_0123456789ab", "/api/v1/batch/job_0123456789ab", "/api/v1/batch?limit=20&offset=0&status=completed",
        "/api/v1/batch/job_0123456789ab/results?offset=0&limit=5", "/api/v1/batch/job_0123456789ab/export?format=csv&rows=images",
        "/api/outputs/page/page.json", "/api/perturbations/info", "/api/model-info", "/health", "/docs/index.html",
    ];

    private readonly Random _random = new(seed);
    private readonly Mutator _mutator = new(new Random(seed));

    /// <summary>The next request; the sequence depends on the seed alone.</summary>
    public FuzzRequest Next() => _random.Next(20) switch
    {
        < 9 => MutatedFile(),
        < 11 => MutatedArchive(),
        < 13 => MutatedBatch(),
        < 15 => MutatedPerturbations(),
        < 17 => MutatedField(),
        < 19 => MutatedMultipart(),
        _ => MutatedPath(),
    };

    private FuzzRequest MutatedFile()
    {
        byte[] file = Mutated(Corpus.Documents);
        return _random.Next(8) switch
        {
            0 => Form("file", "/api/perturb", file, ("perturbations", Utf8("""[{"type":"illumination","degree":1}]"""))),
            1 => Form("file", "/api/detect", file, ("save_json", Utf8("no")), ("return_image", Utf8("yes"))),
            2 => Form("file", "/api/detect", file, ("save_json", Utf8("no")), ("pages", Utf8("all"))),
            _ => Form("file", "/api/detect", file, ("save_json", Utf8("no"))),
        };
    }

    private FuzzRequest MutatedArchive() => Form("archive", "/api/detect-batch", Mutated(Corpus.Archives));

    private FuzzRequest MutatedBatch() => new("JSON", HttpMethod.Post, "/api/v1/batch", "application/json", Mutated(Corpus.Batches));

    private FuzzRequest MutatedPerturbations()
    {
        string path = _random.Next(2) == 0 ? "/api/perturb" : "/api/detect-with-perturbation";
        return Form("perturbations", path, Any(Corpus.Documents), ("perturbations", Mutated(Corpus.Perturbations)), ("save_json", Utf8("no")));
    }

    private FuzzRequest MutatedField()
    {
        string path = Any(["/api/detect", "/api/perturb", "/api/detect-with-perturbation", "/api/detect-batch"]);
        byte[] value = _mutator.Mutate(Utf8(Any(["0.3", "true", "1", "all", "1-3", "[[1,2,3,4]]", "200"])), []);
        return Form("field", path, Any(Corpus.Documents), (Any(Fields), value), ("save_json", Utf8("no")));
    }

    private FuzzRequest MutatedMultipart()
    {
        FuzzRequest whole = Form("multipart", "/api/detect", Corpus.Documents[9], ("save_json", Utf8("no")), ("score_thr", Utf8("0.5")));
        return whole with
        {
            Body = _mutator.Mutate(whole.Body, []),
            ContentType = _random.Next(10) == 0 ? Printable(_mutator.Mutate(Utf8(Multipart), [])) : Multipart,
        };
    }

    private FuzzRequest MutatedPath()
    {
        string path = Uri.EscapeDataString(Encoding.Latin1.GetString(_mutator.Mutate(Utf8(Any(Paths)[1..]), [])));
        path = path.Replace("%2F", "/", StringComparison.Ordinal).Replace("%3F", "?", StringComparison.Ordinal)
            .Replace("%3D", "=", StringComparison.Ordinal).Replace("%26", "&", StringComparison.Ordinal);
        return new FuzzRequest("path", HttpMethod.Get, "/" + path.TrimStart('/'), "", []);
    }

    private byte[] Mutated(IReadOnlyList<byte[]> seeds) => _mutator.Mutate(Any(seeds), Any(seeds));

    private T Any<T>(IReadOnlyList<T> values) => values[_random.Next(values.Count)];

    private static byte[] Utf8(string text) => Encoding.UTF8.GetBytes(text);

    private static string Printable(byte[] bytes) => string.Concat(bytes.Select(b => b is >= 32 and < 127 ? (char)b : '?'));

    private static FuzzRequest Form(string kind, string path, byte[] file, params (string Name, byte[] Value)[] fields)
    {
        using MemoryStream body = new();
        string fileField = path == "/api/detect-batch" ? "files" : "file";
        Part($"Content-Disposition: form-data; name=\"{fileField}\"; filename=\"page.bin\"", file);
        foreach ((string name, byte[] value) in fields)
        {
            Part($"Content-Disposition: form-data; name=\"{name}\"", value);
        }

        body.Write(Utf8($"--{Boundary}--\r\n"));
        return new FuzzRequest(kind, HttpMethod.Post, path, Multipart, body.ToArray());

        void Part(string header, byte[] value)
        {
            body.Write(Utf8($"--{Boundary}\r\n{header}\r\n\r\n"));
            body.Write(value);
            body.Write("\r\n"u8);
        }
    }
}
