using RoDLA.Detection.Inspection;
using RoDLA.Detection.Models;

namespace RoDLA.Cli.Models;

/// <summary>What was seen of a graph, in words.</summary>
internal static class InspectionReport
{
    /// <summary>A name for the model in a file: that of its folder if it can be one, else of the file.</summary>
    public static string NameFor(string file)
    {
        string folder = Path.GetFileName(Path.GetDirectoryName(file)) ?? "";
        string stem = Path.GetFileNameWithoutExtension(file);
        string wanted = stem is "model" or "inference" ? folder : stem;
        string name = string.Concat(
            wanted.ToLowerInvariant().Select(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '_' or '-' ? c : '-'));
        return ModelRepository.IsName(name) ? name : "my-model";
    }

    /// <summary>Writes inputs, outputs, family, classes and guesses; of a graph that fits none, what each family expects.</summary>
    public static async Task WriteAsync(ModelInspection seen, TextWriter output)
    {
        foreach (string input in seen.Inputs)
        {
            await output.WriteLineAsync($"input   {input}");
        }

        foreach (string tensor in seen.Outputs)
        {
            await output.WriteLineAsync($"output  {tensor}");
        }

        if (seen.Manifest is not { } manifest)
        {
            await output.WriteLineAsync("No family of models fits. The families expect:");
            foreach ((string family, string expected) in seen.Expected)
            {
                await output.WriteLineAsync($"  {family,-13} {expected}");
            }

            return;
        }

        await output.WriteLineAsync($"family  {manifest.Family}");
        string source = seen.ClassesSource is { } from ? $"from {from}" : "made up";
        await output.WriteLineAsync($"classes {manifest.Classes.Count}, {source}: {string.Join(", ", manifest.Classes)}");
        foreach (string guess in seen.Guesses)
        {
            await output.WriteLineAsync($"guess   {guess}");
        }
    }
}
