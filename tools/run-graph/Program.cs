using System.Diagnostics;
using System.Text.Json;
using Microsoft.ML.OnnxRuntime;
using RoDLA.Detection;
using RoDLA.Detection.Runtime;
using RoDLA.RunGraph;

const string Usage = """
    usage: dotnet run --project tools/run-graph -c Release -- GRAPH FOLDER... [--threads N] [--provider cpu|cuda] [--profile PREFIX]
    Runs a graph on tensors in the session that the service would open. Each folder holds NAME.npy for every input; NAME.npy of every
    output is written beside them. Prints one JSON object a folder: milliseconds, peak memory of the process, where it ran. A profile has
    the time of each operator (JSON, for chrome://tracing).
    """;

DetectionOptions options = new();
List<string> paths = [];
string? profile = null;
for (int i = 0; i < args.Length; i++)
{
    switch (args[i])
    {
        case "--threads" when i + 1 < args.Length && int.TryParse(args[i + 1], out int threads) && threads > 0:
            options.IntraOpThreads = threads;
            i++;
            break;
        case "--provider" when i + 1 < args.Length && args[i + 1] is "cpu" or "cuda":
            options.ExecutionProvider = args[++i];
            break;
        case "--profile" when i + 1 < args.Length:
            profile = args[++i];
            break;
        case var path when !path.StartsWith('-'):
            paths.Add(path);
            break;
        default:
            Console.Error.WriteLine(Usage);
            return 2;
    }
}

if (paths.Count < 2)
{
    Console.Error.WriteLine(Usage);
    return 2;
}

try
{
    ModelSession opened = ModelSession.Open(
        paths[0], options, ThreadPlan.From(options, Environment.ProcessorCount), fixedSizes: false, profile);
    using InferenceSession session = opened.Session;
    foreach (string folder in paths[1..])
    {
        double milliseconds = Run(session, folder);
        using Process process = Process.GetCurrentProcess();
        Console.WriteLine(JsonSerializer.Serialize(
            new { folder, milliseconds, peak_bytes = process.PeakWorkingSet64, provider = opened.ExecutionProvider, note = opened.Note }));
    }

    if (profile is not null)
    {
        Console.Error.WriteLine(session.EndProfiling());
    }

    return 0;
}
catch (Exception e) when (e is OnnxRuntimeException or IOException or InvalidDataException or UnauthorizedAccessException)
{
    Console.Error.WriteLine(e.Message);
    return 1;
}

static double Run(InferenceSession session, string folder)
{
    string[] inputNames = [.. session.InputMetadata.Keys];
    string[] outputNames = [.. session.OutputMetadata.Keys];
    OrtValue[] inputs = [.. inputNames.Select(name => NpyFile.Read(Path.Combine(folder, name + ".npy")))];
    try
    {
        using RunOptions run = new();
        long started = Stopwatch.GetTimestamp();
        using IDisposableReadOnlyCollection<OrtValue> outputs = session.Run(run, inputNames, inputs, outputNames);
        double milliseconds = Stopwatch.GetElapsedTime(started).TotalMilliseconds;
        foreach ((string name, OrtValue output) in outputNames.Zip(outputs))
        {
            NpyFile.Write(Path.Combine(folder, name + ".npy"), output);
        }

        return milliseconds;
    }
    finally
    {
        foreach (OrtValue input in inputs)
        {
            input.Dispose();
        }
    }
}
