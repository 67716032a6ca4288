using System.Buffers.Binary;
using System.Diagnostics;
using System.Globalization;
using System.Net;

namespace RoDLA.Benchmarks.Service;

/// <summary>
/// Uploads to the inference API, the service in a process of its own: memory while a request with files of 50 MB comes, and the time of a
/// file of 10 MB: <c>dotnet run --project tests/RoDLA.Benchmarks -c Release -- upload 100 20</c>.
/// </summary>
internal sealed class UploadBenchmark(ChildService service)
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(20);

    public static async Task RunAsync(int files, int turns)
    {
        await using ChildService service = await ChildService.StartAsync();
        UploadBenchmark benchmark = new(service);
        _ = await benchmark.SendAsync(1, Bitmap(1000));
        double idle = service.ResidentMebibytes;
        byte[] small = Bitmap(1867);
        List<double> times = [];
        for (int i = 0; i < turns; i++)
        {
            times.Add((await benchmark.SendAsync(1, small)).Seconds);
        }

        times.Sort();
        Say($"a file of {small.Length / 1e6:0.0} MB: median {times[turns / 2]:0.000} s, most {times[^1]:0.000} s ({turns} turns)");
        byte[] large = Bitmap(4180);
        (double seconds, double most) = await benchmark.SendAsync(files, large);
        double bytes = (double)files * large.Length;
        Say($"{files} files of {large.Length / 1048576.0:0.0} MiB: {seconds:0.0} s, {bytes / 1e6 / seconds:0} MB/s");
        Say($"resident: {idle:0} MiB idle, {most:0} at most, {most - idle:0} above idle, {service.ResidentMebibytes:0} at the end");
    }

    private static void Say(FormattableString text) => Console.WriteLine(text.ToString(CultureInfo.InvariantCulture));

    /// <summary>A bitmap file of 24 bits a pixel, black.</summary>
    private static byte[] Bitmap(int side)
    {
        const int Header = 54;
        int stride = ((3 * side) + 3) / 4 * 4;
        byte[] file = new byte[Header + (stride * side)];
        "BM"u8.CopyTo(file);
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(2), file.Length);
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(10), Header);
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(14), 40);
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(18), side);
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(22), side);
        BinaryPrimitives.WriteInt16LittleEndian(file.AsSpan(26), 1);
        BinaryPrimitives.WriteInt16LittleEndian(file.AsSpan(28), 24);
        return file;
    }

    /// <summary>Seconds of a request, and the most memory of the service meanwhile.</summary>
    private async Task<(double Seconds, double Most)> SendAsync(int files, byte[] file)
    {
        using MultipartFormDataContent form = [];
        for (int i = 0; i < files; i++)
        {
            form.Add(new ByteArrayContent(file), "files", $"page-{i}.bmp");
        }

        long start = Stopwatch.GetTimestamp();
        Task<HttpResponseMessage> sending = service.Client.PostAsync(new Uri("/api/v1/inference/upload", UriKind.Relative), form);
        double most = 0;
        while (!sending.IsCompleted)
        {
            most = Math.Max(most, service.ResidentMebibytes);
            await Task.WhenAny(sending, Task.Delay(LookEvery));
        }

        using HttpResponseMessage response = await sending;
        double seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        return response.StatusCode == HttpStatusCode.OK
            ? (seconds, most)
            : throw new InvalidOperationException(await response.Content.ReadAsStringAsync());
    }
}
