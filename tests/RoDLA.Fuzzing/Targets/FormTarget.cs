using System.Text;
using RoDLA.Api.Errors;
using RoDLA.Api.Uploads;

namespace RoDLA.Fuzzing.Targets;

/// <summary>The reader of multipart forms.</summary>
internal sealed class FormTarget : IFuzzTarget, IFileSink
{
    private const string Boundary = "fuzz";

    public string Name => "form";

    public IReadOnlyList<byte[]> Seeds { get; } =
    [
        Form("name=\"file\"; filename=\"page.png\"", "name=\"score_thr\""),
        Form("name=\"file\"; filename=\"a\\\"b.png\"; filename*=UTF-8''%E2%82%AC.png", "name=\"perturbations\"\r\nContent-Type: application/json"),
    ];

    string IFileSink.Field => "file";

    FormLimits IFileSink.Limits { get; } = new(TotalBytes: 1 << 20, Parts: 16, FieldBytes: 4096, TooLarge: "Too large.");

    public async Task ReadAsync(byte[] input)
    {
        try
        {
            await using FormFields form = await FormReader.ReadAsync(
                Requests.Create($"multipart/form-data; boundary={Boundary}", input), this, CancellationToken.None);
            form.ThrowIfAny();
        }
        catch (ApiException)
        {
        }
    }

    async ValueTask<long> IFileSink.TakeAsync(FormFields form, string name, Stream content, CancellationToken cancellationToken)
    {
        using MemoryStream file = new();
        await content.CopyToAsync(file, cancellationToken);
        return file.Length;
    }

    private static byte[] Form(params string[] parts) => Encoding.UTF8.GetBytes(
        string.Concat(parts.Select(p => $"--{Boundary}\r\nContent-Disposition: form-data; {p}\r\n\r\n0.5 value\r\n")) + $"--{Boundary}--\r\n");
}
