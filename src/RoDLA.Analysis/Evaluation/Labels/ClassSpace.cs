namespace RoDLA.Analysis.Evaluation.Labels;

/// <summary>The classes that truth and detections are compared in, and how the names of both become them.</summary>
public sealed class ClassSpace
{
    private readonly Dictionary<string, int> _labels = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _found = new(StringComparer.Ordinal);

    private ClassSpace(
        IReadOnlyList<string> labels, IReadOnlyList<string> model, Func<string, string?> mapLabel, Func<string, string?> mapModel)
    {
        // Classes of the model first: a class keeps its place, and so its colour, whatever the labels are.
        List<string> names = [.. model.Select(mapModel).OfType<string>().Distinct()];
        names.AddRange(labels.Select(mapLabel).OfType<string>().Distinct().Except(names).ToArray());
        Names = names;
        Fill(_labels, labels, mapLabel);
        Fill(_found, model, mapModel);
        LeftOut = [.. labels.Where(l => mapLabel(l) is null)];
    }

    /// <summary>The classes.</summary>
    public IReadOnlyList<string> Names { get; }

    /// <summary>Names of the labels' vocabulary, or how the names were matched.</summary>
    public string Mapping { get; private init; } = "identical names";

    /// <summary>Names of labels whose boxes are left out.</summary>
    public IReadOnlyList<string> LeftOut { get; }

    /// <summary>The space of a model alone, for pages without labels.</summary>
    public static ClassSpace Of(IReadOnlyList<string> model) => new([], model, name => name, name => name);

    /// <summary>Matches the names of labels and of a model.</summary>
    /// <param name="labels">Names of the labels.</param>
    /// <param name="model">Classes of the model.</param>
    /// <param name="given">The vocabulary of the labels; null to find it by the names.</param>
    /// <returns>The space; null when the names of the labels or of the model are not known.</returns>
    public static ClassSpace? Match(IReadOnlyList<string> labels, IReadOnlyList<string> model, LabelVocabulary? given)
    {
        Dictionary<string, string> own = model.ToDictionary(LabelVocabulary.Plain, name => name);
        if (given is null && labels.All(l => own.ContainsKey(LabelVocabulary.Plain(l))))
        {
            return new ClassSpace(labels, model, name => own[LabelVocabulary.Plain(name)], name => name);
        }

        LabelVocabulary? ofLabels = given ?? LabelVocabulary.Of(labels);
        LabelVocabulary? ofModel = LabelVocabulary.Of(model);
        if (ofLabels is null)
        {
            return null;
        }

        // A user's own mapping may name the model's classes themselves.
        if (ofModel is null || ofLabels.Classes.Values.OfType<string>().All(c => own.ContainsKey(LabelVocabulary.Plain(c))))
        {
            return ofLabels.Classes.Values.OfType<string>().Any(c => own.ContainsKey(LabelVocabulary.Plain(c)))
                ? new ClassSpace(
                    labels,
                    model,
                    name => ofLabels.CommonOf(name) is { } c ? own.GetValueOrDefault(LabelVocabulary.Plain(c), c) : null,
                    ofLabels.Fold)
                {
                    Mapping = ofLabels.Name,
                }
                : null;
        }

        return new ClassSpace(
            labels,
            model,
            name => ofModel.Fold(ofLabels.Fold(ofLabels.CommonOf(name))),
            name => ofLabels.Fold(ofModel.Fold(ofModel.CommonOf(name))))
        {
            Mapping = ofLabels.Name,
        };
    }

    /// <summary>Class of a label; null when its boxes are left out.</summary>
    public int? OfLabel(string name) => _labels.TryGetValue(name, out int index) ? index : null;

    /// <summary>Class of a detection; null when it is left out.</summary>
    public int? OfDetection(string name) => _found.TryGetValue(name, out int index) ? index : null;

    private void Fill(Dictionary<string, int> target, IReadOnlyList<string> names, Func<string, string?> map)
    {
        foreach (string name in names)
        {
            if (map(name) is { } mapped)
            {
                target[name] = Names.ToList().IndexOf(mapped);
            }
        }
    }
}
