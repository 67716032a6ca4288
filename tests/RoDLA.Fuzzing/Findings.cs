namespace RoDLA.Fuzzing;

/// <summary>Writes what was found to <c>fuzz-findings/</c> below the current folder: the input, and what happened.</summary>
internal static class Findings
{
    private static readonly string Folder = Path.Combine(Environment.CurrentDirectory, "fuzz-findings");

    /// <summary>Writes a finding.</summary>
    /// <param name="number">Its number in this run.</param>
    /// <param name="description">What happened.</param>
    /// <param name="input">The input.</param>
    public static void Write(int number, string description, byte[] input)
    {
        string path = Path.Combine(Directory.CreateDirectory(Folder).FullName, $"{number:000}");
        File.WriteAllBytes(path + ".input", input);
        File.WriteAllText(path + ".txt", description + "\n");
        Console.WriteLine($"finding {path}.input: {description}");
    }
}
