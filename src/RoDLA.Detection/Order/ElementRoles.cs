using System.Collections.Frozen;

namespace RoDLA.Detection.Order;

/// <summary>Roles of classes by their names in DocLayNet, M6Doc, PubLayNet and the like.</summary>
internal static class ElementRoles
{
    private static readonly FrozenDictionary<string, ElementRole> Names = new Dictionary<string, ElementRole>
    {
        ["page header"] = ElementRole.Header,
        ["header"] = ElementRole.Header,
        ["running head"] = ElementRole.Header,
        ["page footer"] = ElementRole.Footer,
        ["footer"] = ElementRole.Footer,
        ["page number"] = ElementRole.Footer,
        ["folio"] = ElementRole.Footer,
        ["footnote"] = ElementRole.Footnote,
        ["table note"] = ElementRole.Footnote,
        ["table footnote"] = ElementRole.Footnote,
        ["caption"] = ElementRole.Caption,
        ["figure caption"] = ElementRole.Caption,
        ["table caption"] = ElementRole.Caption,
        ["picture"] = ElementRole.Figure,
        ["figure"] = ElementRole.Figure,
        ["image"] = ElementRole.Figure,
        ["chart"] = ElementRole.Figure,
        ["table"] = ElementRole.Table,
    }.ToFrozenDictionary();

    /// <summary>The role of a class; <see cref="ElementRole.Body"/> for one that is not known.</summary>
    public static ElementRole Of(string className) =>
        Names.GetValueOrDefault(className.ToLowerInvariant().Replace('-', ' ').Replace('_', ' '));
}
