using System.Collections.Frozen;

namespace RoDLA.Detection;

/// <summary>The classes of DocLayNet (Pfitzmann et al. 2022), the label set that models of different classes share.</summary>
public static class DocLayNet
{
    private static readonly FrozenDictionary<ElementRole, string> Roles = new Dictionary<ElementRole, string>
    {
        [ElementRole.Title] = "Title",
        [ElementRole.Heading] = "Section-header",
        [ElementRole.Text] = "Text",
        [ElementRole.List] = "List-item",
        [ElementRole.Code] = "Text",
        [ElementRole.Reference] = "List-item",
        [ElementRole.Contents] = "Table",
        [ElementRole.Table] = "Table",
        [ElementRole.Picture] = "Picture",
        [ElementRole.Chart] = "Picture",
        [ElementRole.Graphic] = "Picture",
        [ElementRole.Advert] = "Picture",
        [ElementRole.Caption] = "Caption",
        [ElementRole.Formula] = "Formula",
        [ElementRole.Footnote] = "Footnote",
        [ElementRole.Endnote] = "Footnote",
        [ElementRole.Marginalia] = "Text",
        [ElementRole.Credit] = "Text",
        [ElementRole.Header] = "Page-header",
        [ElementRole.Footer] = "Page-footer",
        [ElementRole.PageNumber] = "Page-footer",
    }.ToFrozenDictionary();

    /// <summary>The class names, in the order of the data set.</summary>
    public static IReadOnlyList<string> Names { get; } =
    [
        "Caption", "Footnote", "Formula", "List-item", "Page-footer", "Page-header", "Picture", "Section-header", "Table", "Text", "Title",
    ];

    private static FrozenDictionary<string, int> Ids { get; } =
        Names.Select((name, id) => KeyValuePair.Create(name, id)).ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>The counterpart of a class: as the manifest says, else by what the class is; null when there is none.</summary>
    public static string? CounterpartOf(ModelManifest model, string className) =>
        model.Doclaynet is { } own && own.TryGetValue(className, out string? name)
            ? name
            : Roles.GetValueOrDefault(ClassRoles.RoleOf(className));

    /// <summary>The layout with class names of a vocabulary.</summary>
    /// <param name="layout">In the model's own classes.</param>
    /// <param name="model">The model.</param>
    /// <param name="vocabulary">The class names that were asked for.</param>
    public static PageLayout Apply(PageLayout layout, ModelManifest model, ClassVocabulary vocabulary)
    {
        if (vocabulary == ClassVocabulary.Native)
        {
            return layout;
        }

        List<LayoutElement> elements = new(layout.Elements.Count);
        SortedSet<string> leftOut = new(StringComparer.Ordinal);
        foreach (LayoutElement element in layout.Elements)
        {
            if (CounterpartOf(model, element.ClassName) is not { } name)
            {
                leftOut.Add(element.ClassName);
            }
            else if (!elements.Exists(kept => kept.ClassName == name && kept.Box == element.Box))
            {
                // One query of a DETR may have been taken for two classes that are one here.
                elements.Add(element with { ClassId = Ids[name], ClassName = name });
            }
        }

        return layout with { Elements = elements, ClassesLeftOut = [.. leftOut] };
    }
}
