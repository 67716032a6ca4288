using Microsoft.ML.OnnxRuntime.Tensors;
using RoDLA.Detection.Families;
using RoDLA.Detection.Preprocessing;

namespace RoDLA.Detection.Runtime;

/// <summary>Checks a graph against its manifest; all violations are reported, one sentence each.</summary>
internal sealed class GraphRules
{
    private static readonly TensorElementType[] Floats = [TensorElementType.Float, TensorElementType.Float16];
    private static readonly TensorElementType[] Numbers = [.. Floats, TensorElementType.Int32, TensorElementType.Int64];

    private readonly InferenceSession _graph;
    private readonly ModelManifest _manifest;
    private readonly List<string> _problems = [];

    private GraphRules(InferenceSession graph, ModelManifest manifest)
    {
        _graph = graph;
        _manifest = manifest;
        CheckInputs();
        foreach (OutputRule rule in ModelFamilies.ByName[manifest.Family].OutputsOf(manifest))
        {
            CheckOutput(rule);
        }
    }

    public static IReadOnlyList<string> Check(InferenceSession graph, ModelManifest manifest) => new GraphRules(graph, manifest)._problems;

    private void CheckInputs()
    {
        IReadOnlyList<string> known = GraphInputs.NamesOf(_manifest.Input);
        string[] missing = [.. known.Where(name => !_graph.InputMetadata.ContainsKey(name))];
        _problems.AddRange(missing.Select(name => $"The graph has no input '{name}'; it has {Names(_graph.InputMetadata.Keys)}."));
        if (missing.Length == 0)
        {
            _problems.AddRange(_graph.InputMetadata.Keys.Except(known)
                .Select(name => $"The graph wants an input '{name}' that the manifest does not name."));
        }

        foreach (string name in known.Where(_graph.InputMetadata.ContainsKey))
        {
            NodeMetadata input = _graph.InputMetadata[name];
            bool isImage = name == _manifest.Input.Name;
            if (!CheckType(name, input, isImage ? Floats : Numbers))
            {
                continue;
            }
            else if (isImage)
            {
                CheckImage(name, input.Dimensions);
            }
            else
            {
                string expected = name == _manifest.Input.ValidSizeName ? "[2]" : "[1, 2]";
                CheckShape($"Input '{name}'", input.Dimensions, new OutputRule(default, "a pair of numbers", expected));
            }
        }
    }

    private void CheckImage(string name, int[] dimensions)
    {
        OutputRule image = new(default, "the three channels of an image", $"[1, {PageImage.Channels}, height, width]");
        if (!CheckShape($"Input '{name}'", dimensions, image))
        {
            return;
        }

        IEnumerable<PageSize> wrong = new InputResize(_manifest.Input).FixedSizes.Where(size =>
            (dimensions[2] >= 0 && dimensions[2] != size.Height) || (dimensions[3] >= 0 && dimensions[3] != size.Width));
        foreach (PageSize size in wrong)
        {
            _problems.Add($"Input '{name}' has the shape [{string.Join(", ", dimensions)}]; the manifest's 'input' makes tensors "
                + $"with a height of {size.Height} and a width of {size.Width}.");
        }
    }

    private void CheckOutput(OutputRule rule)
    {
        string? name = OutputNames.Of(_manifest.Outputs).FirstOrDefault(output => output.Role == rule.Role).Name;
        if (name is null)
        {
            return;
        }

        if (!_graph.OutputMetadata.TryGetValue(name, out NodeMetadata? output))
        {
            _problems.Add($"The graph has no output '{name}'; it has {Names(_graph.OutputMetadata.Keys)}.");
            return;
        }

        if (CheckType(name, output, rule.MayBeInteger ? Numbers : Floats))
        {
            CheckShape($"Output '{name}'", output.Dimensions, rule);
        }
    }

    private bool CheckShape(string what, int[] dimensions, OutputRule rule)
    {
        bool fits = rule.Fits(dimensions);
        if (!fits)
        {
            _problems.Add($"{what} has the shape [{string.Join(", ", dimensions)}]; expected {rule.Expected}, {rule.Meaning}.");
        }

        return fits;
    }

    private bool CheckType(string name, NodeMetadata tensor, TensorElementType[] allowed)
    {
        bool fits = allowed.Contains(tensor.ElementDataType);
        if (!fits)
        {
            string expected = string.Join(" or ", allowed.Select(GraphTensor.NameOf));
            _problems.Add($"Tensor '{name}' holds {GraphTensor.NameOf(tensor.ElementDataType)}; expected {expected}.");
        }

        return fits;
    }

    private static string Names(IEnumerable<string> names) => string.Join(", ", names.Select(n => $"'{n}'"));
}
