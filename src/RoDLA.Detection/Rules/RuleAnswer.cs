using System.Globalization;

namespace RoDLA.Detection.Rules;

/// <summary>What the rules say of a page, and how it changes the layout.</summary>
/// <param name="file">The rules.</param>
/// <param name="layout">The layout that they saw.</param>
/// <param name="classes">The classes of the model.</param>
internal sealed class RuleAnswer(RuleFile file, PageLayout layout, IReadOnlyList<string> classes)
{
    private readonly LayoutElement?[] _elements = [.. layout.Elements];
    private readonly List<(int Element, RuleChange Change)> _changes = [];
    private readonly List<LayoutRelation> _relations = [];

    /// <summary>Reads the lines of an answer and applies them.</summary>
    /// <param name="lines">The lines, each with fields separated by tabs.</param>
    /// <param name="threshold">The confidence that an adjusted element must exceed.</param>
    /// <exception cref="LayoutRulesException">A rule names an element or a class that does not exist, or no confidence.</exception>
    public PageLayout Apply(IReadOnlyList<string> lines, float threshold)
    {
        foreach (string line in lines)
        {
            Apply(line.Split('\t'), threshold);
        }

        return Sorted();
    }

    private void Apply(string[] fields, float threshold)
    {
        switch (fields)
        {
            case ["drop", string id, string rule, string reason]:
                int dropped = Element(id, rule);
                Note(dropped, Change("drop", dropped, rule, reason));
                _elements[dropped] = null;
                break;
            case ["relabel", string id, string name, string rule, string reason]:
                int relabelled = Element(id, rule);
                int classId = ClassId(name, rule);
                Note(relabelled, Change("relabel", relabelled, rule, reason) with { NewClassName = name });
                _elements[relabelled] = _elements[relabelled]! with { ClassId = classId, ClassName = name };
                break;
            case ["adjust", string id, string text, string rule, string reason]:
                int adjusted = Element(id, rule);
                float confidence = Confidence(text, rule);
                Note(adjusted, Change("adjust", adjusted, rule, reason) with { NewConfidence = confidence });
                _elements[adjusted] = confidence > threshold ? _elements[adjusted]! with { Confidence = confidence } : null;
                break;
            case ["relation", string id, string other, string name]:
                _relations.Add(new LayoutRelation(Element(id, name), Element(other, name), name));
                break;
            default:
                throw Mistake("", $"an answer is '{string.Join(' ', fields)}', which is none of drop, relabel, adjust and relation");
        }
    }

    // The order of elements is by confidence, which a rule may have changed.
    private PageLayout Sorted()
    {
        int[] order = [.. Enumerable.Range(0, _elements.Length)
            .Where(i => _elements[i] is not null)
            .OrderByDescending(i => _elements[i]!.Confidence)];
        int?[] places = new int?[_elements.Length];
        foreach ((int place, int element) in order.Index())
        {
            places[element] = place;
        }

        LayoutRelation[] relations = [.. layout.Relations.Concat(_relations)
            .Where(r => places[r.From] is not null && places[r.To] is not null)
            .Select(r => r with { From = places[r.From]!.Value, To = places[r.To]!.Value })
            .Distinct()];
        return layout with
        {
            Elements = [.. order.Select(i => _elements[i]!)],
            Relations = relations,
            RuleChanges =
            [
                .. layout.RuleChanges,
                .. _changes.Select(c => c.Change with { Element = places[c.Element] }),
                .. relations.Skip(layout.Relations.Count).Select(OfRelation),
            ],
        };

        RuleChange OfRelation(LayoutRelation relation)
        {
            LayoutElement element = _elements[order[relation.From]]!;
            return Change("relation", element, relation.Name, "") with { Element = relation.From, OtherElement = relation.To };
        }
    }

    private void Note(int element, RuleChange change) => _changes.Add((element, change));

    private RuleChange Change(string action, int element, string rule, string reason) => Change(action, _elements[element]!, rule, reason);

    private static RuleChange Change(string action, LayoutElement element, string rule, string reason) => new(rule, null, action, reason)
    {
        ClassName = element.ClassName,
        Confidence = element.Confidence,
        Box = [element.Box.X1, element.Box.Y1, element.Box.X2, element.Box.Y2],
    };

    private int Element(string text, string rule) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int id)
        && id < _elements.Length && _elements[id] is not null
            ? id
            : throw Mistake(rule, $"it names the element '{text}', which the page does not have");

    private int ClassId(string name, string rule)
    {
        int id = classes.ToList().IndexOf(name);
        return id >= 0 ? id : throw Mistake(rule, $"it names the class '{name}'; the model has {string.Join(", ", classes)}");
    }

    private float Confidence(string text, string rule) =>
        float.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out float value) && value is >= 0 and <= 1
            ? value
            : throw Mistake(rule, $"it gives the confidence '{text}', which is no number from 0 to 1");

    private LayoutRulesException Mistake(string rule, string what) =>
        new($"The layout rules '{file.Name}' have a mistake: {(rule.Length > 0 ? $"rule '{rule}': " : "")}{what}.");
}
