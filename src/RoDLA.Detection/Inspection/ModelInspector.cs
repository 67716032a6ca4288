using System.Globalization;
using System.Security.Cryptography;
using RoDLA.Detection.Families;
using RoDLA.Detection.Models;

namespace RoDLA.Detection.Inspection;

/// <summary>Reads what a graph is, finds its family and writes a manifest to start from.</summary>
public static class ModelInspector
{
    /// <summary>Inspects a graph.</summary>
    /// <param name="path">The ONNX file; class names may lie beside it.</param>
    /// <param name="name">Name of the model.</param>
    /// <param name="cancellationToken">Stops reading the file.</param>
    /// <exception cref="ModelException">It is no graph that ONNX Runtime opens, or a file with class names is not understood.</exception>
    public static async Task<ModelInspection> InspectAsync(string path, string name, CancellationToken cancellationToken)
    {
        GraphFacts graph = Open(path, name);
        ModelInspection seen = new(
            [.. graph.Inputs.Select(input => input.ToString())], [.. graph.Outputs.Select(output => output.ToString())], null)
        {
            OutputNames = [.. graph.Outputs.Select(output => output.Name)],
        };
        foreach (IModelFamily family in ModelFamilies.All)
        {
            if (family.Match(graph) is { } match)
            {
                return await DescribeAsync(seen, graph, family, match, path, name, cancellationToken).ConfigureAwait(false);
            }
        }

        return seen with { Expected = ModelFamilies.All.ToDictionary(family => family.Name, family => family.Expects) };
    }

    private static GraphFacts Open(string path, string name)
    {
        try
        {
            using SessionOptions options = new()
            {
                GraphOptimizationLevel = GraphOptimizationLevel.ORT_DISABLE_ALL,
                LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR,
            };
            using InferenceSession session = new(path, options);
            return GraphFacts.Of(session);
        }
        catch (OnnxRuntimeException e)
        {
            throw new ModelException(name, [$"ONNX Runtime cannot open '{path}': {e.Message}"], e);
        }
    }

    private static async Task<ModelInspection> DescribeAsync(
        ModelInspection seen,
        GraphFacts graph,
        IModelFamily family,
        FamilyMatch match,
        string path,
        string name,
        CancellationToken cancellationToken)
    {
        List<string> guesses = [.. match.Guesses];
        (IReadOnlyList<string> Classes, string Source)? found = FindClasses(graph, path, name);
        if (found is { } names && match.Classes is { } count && names.Classes.Count != count)
        {
            guesses.Add($"{names.Source} has {names.Classes.Count} class names; the graph has {count} classes.");
        }
        else if (found is null)
        {
            guesses.Add(
                $"No class names were found: the graph has no metadata 'names', and none of {string.Join(", ", ClassNameFiles.Names)} lies "
                + "beside it; write them into 'classes'.");
        }

        await using FileStream stream = File.OpenRead(path);
        ModelManifest manifest = new()
        {
            Name = name,
            DisplayName = graph.Metadata.GetValueOrDefault("description", name),
            Dataset = "unknown",
            Backbone = "unknown",
            Framework = family.Name,
            Licence = graph.Metadata.GetValueOrDefault("license"),
            Family = family.Name,
            File = Path.GetFileName(path),
            Sha256 = Convert.ToHexStringLower(await SHA256.HashDataAsync(stream, cancellationToken).ConfigureAwait(false)),
            Classes = found?.Classes
                ?? [.. Enumerable.Range(0, match.Classes ?? 1).Select(id => $"class_{id.ToString(CultureInfo.InvariantCulture)}")],
            Input = match.Input,
            Outputs = match.Outputs,
            Postprocess = match.Postprocess,
        };
        return seen with { Manifest = manifest, Guesses = guesses, ClassesSource = found?.Source };
    }

    private static (IReadOnlyList<string> Classes, string Source)? FindClasses(GraphFacts graph, string path, string name)
    {
        try
        {
            return ClassNameFiles.Find(graph.Metadata, Path.GetDirectoryName(Path.GetFullPath(path))!);
        }
        catch (FormatException e)
        {
            throw new ModelException(name, [e.Message], e);
        }
    }
}
