using System.Runtime.InteropServices;
using System.Text.Json;

namespace RoDLA.Tests.Detection;

/// <summary>The vectors that <c>reference/make_vectors.py</c> wrote.</summary>
internal static class ReferenceFiles
{
    private static readonly JsonSerializerOptions Options = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    public static IReadOnlyList<T> Read<T>(string name)
    {
        string path = Path.Combine(RepositoryRoot.Path, "tests", "RoDLA.Tests", "Detection", "reference", name);
        return JsonSerializer.Deserialize<List<T>>(File.ReadAllText(path), Options)!;
    }

    public static float[] Floats(string base64) => MemoryMarshal.Cast<byte, float>(Convert.FromBase64String(base64)).ToArray();

    internal sealed record Expected(int ClassId, double Confidence, double[] Box);
}
