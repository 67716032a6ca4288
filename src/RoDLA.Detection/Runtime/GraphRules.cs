namespace RoDLA.Detection.Runtime;

/// <summary>Checks a graph against its manifest; all violations are reported.</summary>
internal static class GraphRules
{
    public static IReadOnlyList<string> Check(InferenceSession session, ModelManifest manifest)
    {
        List<string> problems = [];
        CheckInputs();
        CheckOutput(manifest.Outputs.Scores, manifest.Columns, "one column per class and placeholder");
        CheckOutput(manifest.Outputs.Boxes, 4, "four columns");
        return problems;

        void CheckInputs()
        {
            List<string> known = [manifest.Input.Name];
            if (manifest.Input.ValidSizeName is { } validSize)
            {
                known.Add(validSize);
            }

            foreach (string name in known.Where(n => !session.InputMetadata.ContainsKey(n)))
            {
                problems.Add($"The graph has no input '{name}'; it has {Names(session.InputMetadata.Keys)}.");
            }

            foreach (string name in session.InputMetadata.Keys.Except(known))
            {
                problems.Add($"The graph wants an input '{name}' that the manifest does not name.");
            }

            foreach ((string name, NodeMetadata input) in session.InputMetadata.Where(i => known.Contains(i.Key)))
            {
                CheckFloat(name, input);
            }
        }

        void CheckOutput(string name, int columns, string meaning)
        {
            if (!session.OutputMetadata.TryGetValue(name, out NodeMetadata? output))
            {
                problems.Add($"The graph has no output '{name}'; it has {Names(session.OutputMetadata.Keys)}.");
                return;
            }

            CheckFloat(name, output);
            if (output.Dimensions is not [_, _, var last] || (last >= 0 && last != columns))
            {
                string shape = string.Join(", ", output.Dimensions);
                problems.Add($"Output '{name}' has the shape [{shape}]; expected [1, N, {columns}], {meaning}.");
            }
        }

        void CheckFloat(string name, NodeMetadata tensor)
        {
            if (tensor.ElementType != typeof(float))
            {
                problems.Add($"Tensor '{name}' holds {tensor.ElementType.Name}; expected float32.");
            }
        }
    }

    private static string Names(IEnumerable<string> names) => string.Join(", ", names.Select(n => $"'{n}'"));
}
