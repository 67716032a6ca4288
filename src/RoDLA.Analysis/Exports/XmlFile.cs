using System.Xml;

namespace RoDLA.Analysis.Exports;

/// <summary>XML in UTF-8 without a byte order mark, indented. Text that XML cannot hold is left out.</summary>
internal static class XmlFile
{
    private static readonly XmlWriterSettings Settings = new()
    {
        Encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false),
        Indent = true,
        NewLineChars = "\n",
        CheckCharacters = false,
    };

    /// <summary>Writes a document; the stream stays open.</summary>
    public static void Write(Stream destination, Action<XmlWriter> write)
    {
        using XmlWriter writer = XmlWriter.Create(destination, Settings);
        writer.WriteStartDocument();
        write(writer);
        writer.WriteEndDocument();
    }

    /// <summary>Writes an attribute with a number in its shortest round-trip form.</summary>
    public static void Number(this XmlWriter writer, string name, double number) =>
        writer.WriteAttributeString(name, number.ToString(CultureInfo.InvariantCulture));

    /// <summary>Writes an element with a whole number.</summary>
    public static void Whole(this XmlWriter writer, string name, double number) =>
        writer.WriteElementString(name, Math.Round(number).ToString(CultureInfo.InvariantCulture));

    /// <summary>The text without what XML 1.0 cannot hold: most control characters and halves of surrogate pairs.</summary>
    public static string Clean(string text)
    {
        if (text.AsSpan().IndexOfAnyExceptInRange(' ', '\uD7FF') < 0)
        {
            return text;
        }

        StringBuilder clean = new(text.Length);
        for (int i = 0; i < text.Length; i++)
        {
            if (XmlConvert.IsXmlChar(text[i]))
            {
                clean.Append(text[i]);
            }
            else if (i + 1 < text.Length && char.IsSurrogatePair(text[i], text[i + 1]))
            {
                clean.Append(text, i++, 2);
            }
        }

        return clean.ToString();
    }
}
