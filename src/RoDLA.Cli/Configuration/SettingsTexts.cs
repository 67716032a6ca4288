using System.Reflection;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace RoDLA.Cli.Configuration;

/// <summary>The texts of the options classes and their properties, from the compiler's documentation files beside the program.</summary>
internal sealed partial class SettingsTexts
{
    private readonly Dictionary<string, XElement> _members = [];

    /// <summary>Reads the files.</summary>
    public static SettingsTexts Read()
    {
        SettingsTexts texts = new();
        foreach (Assembly assembly in OptionsSections.All.Values.Select(type => type.Assembly).Distinct())
        {
            XDocument file = XDocument.Load(Path.Combine(AppContext.BaseDirectory, assembly.GetName().Name + ".xml"));
            foreach (XElement member in file.Descendants("member"))
            {
                texts._members[member.Attribute("name")!.Value] = member;
            }
        }

        return texts;
    }

    /// <summary>What an options class is for.</summary>
    public string? Of(Type type) => Text($"T:{type.FullName}", "summary", "value");

    /// <summary>What a property is for, with its default and range.</summary>
    public string? Of(PropertyInfo property) => Text(Name(property), "summary", "value");

    /// <summary>What a property is for.</summary>
    public string? SummaryOf(PropertyInfo property) => Text(Name(property), "summary");

    private static string Name(PropertyInfo property) => $"P:{property.DeclaringType!.FullName}.{property.Name}";

    private string? Text(string name, params string[] elements) => _members.TryGetValue(name, out XElement? member)
        ? string.Join(' ', member.Elements().Where(e => elements.Contains(e.Name.LocalName)).Select(Text))
        : null;

    private static string Text(XElement element)
    {
        IEnumerable<string> parts = element.Nodes().Select(node => node switch
        {
            XElement { Name.LocalName: "see" } see => see.Attribute("cref")?.Value.Split('.')[^1] ?? "",
            XElement inner => inner.Value,
            _ => node.ToString(),
        });
        return Spaces().Replace(string.Concat(parts), " ").Trim();
    }

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();
}
