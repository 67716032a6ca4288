using System.Collections.Frozen;

namespace RoDLA.Detection;

/// <summary>
/// Roles of the class names of DocLayNet (and of the shipped model), docling, PubLayNet, DocBank, M6Doc, PP-DocLayout,
/// DocStructBench and PAGE. Case, spaces, underscores and
/// hyphens do not matter.
/// </summary>
public static class ClassRoles
{
    private const int Lowest = 6;

    private static readonly (ElementRole Role, int Level, string Names)[] Rows =
    [
        (ElementRole.Title, 1, "title, document title, doc title, headline, chapter title"),
        (ElementRole.Heading, 2, "section header, section heading, section title, section, heading, header level 1, first level title, "
            + "subtitle, paragraph title, part"),
        (ElementRole.Heading, 3, "sub section title, subhead, sub heading, second level title, kicker"),
        (ElementRole.Heading, 4, "subsub section title, third level title"),
        (ElementRole.Heading, 5, "fourth level section title, fourth level title"),
        (ElementRole.Heading, Lowest, "fifth level title"),
        (ElementRole.Text, 0, "text, paragraph, plain text, abstract, lead, poem, play, breakout, sidebar, supplementary note, answer, "
            + "vertical text, teasers, inside, matching, correction, weather forecast, editors note, jump line"),
        (ElementRole.List, 0, "list item, list, ordered list, unordered list, option, first level question number, "
            + "second level question number, third level question number, other question number"),
        (ElementRole.Code, 0, "code, algorithm"),
        (ElementRole.Reference, 0, "reference, references, reference content, bibliography"),
        (ElementRole.Contents, 0, "catalogue, content, index, table of contents, toc, document index"),
        (ElementRole.Table, 0, "table, form, bill"),
        (ElementRole.Picture, 0, "picture, figure, image, photo, mugshot, map"),
        (ElementRole.Chart, 0, "chart, graph, diagram"),
        (ElementRole.Graphic, 0, "qr code, barcode, flag, stamp, seal, signature, logo, graphic"),
        (ElementRole.Separator, 0, "separator, sealing line, underscore, bracket"),
        (ElementRole.Advert, 0, "advertisement, advert"),
        (ElementRole.Caption, 0, "caption, table caption, figure caption, formula caption, figure title, table title, chart title"),
        (ElementRole.Formula, 0, "formula, equation, isolate formula, display formula, inline formula, formula number"),
        (ElementRole.Footnote, 0, "footnote, table note, table footnote, vision footnote"),
        (ElementRole.Endnote, 0, "endnote"),
        (ElementRole.Marginalia, 0, "marginal note, marginalia, aside text"),
        (ElementRole.Credit, 0, "author, authors, byline, credit, dateline, date, institute, affiliation, translator, "
            + "examinee information"),
        (ElementRole.DropCap, 0, "drop cap"),
        (ElementRole.Header, 0, "page header, header, header image, running head"),
        (ElementRole.Footer, 0, "page footer, footer, footer image"),
        (ElementRole.PageNumber, 0, "page number, folio, number"),
    ];

    private static readonly FrozenDictionary<string, (ElementRole Role, int Level)> Table = Rows
        .SelectMany(row => row.Names.Split(", ").Select(name => KeyValuePair.Create(Key(name), (row.Role, row.Level))))
        .ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>The role of a class; <see cref="ElementRole.Other"/> for a name that is not known.</summary>
    public static ElementRole RoleOf(string className) => Table.TryGetValue(Key(className), out (ElementRole Role, int) found)
        ? found.Role
        : ElementRole.Other;

    /// <summary>Level of a title or heading, 1 to 6.</summary>
    public static int LevelOf(string className) => Table.TryGetValue(Key(className), out (ElementRole, int Level) found) && found.Level > 0
        ? found.Level
        : Lowest;

    private static string Key(string name) =>
        string.Concat(name.ToLowerInvariant().Where(letter => letter is not (' ' or '_' or '-' or '\'')));
}
