namespace RoDLA.Detection;

/// <summary>What an element is on its page, whatever its model calls it.</summary>
public enum ElementRole
{
    /// <summary>Not in the table of names; read as text.</summary>
    Other,

    /// <summary>Title of the document.</summary>
    Title,

    /// <summary>Heading of a part.</summary>
    Heading,

    /// <summary>Running text.</summary>
    Text,

    /// <summary>A list, or an item of it.</summary>
    List,

    /// <summary>Program text.</summary>
    Code,

    /// <summary>An entry of a list of references.</summary>
    Reference,

    /// <summary>Table of contents, index.</summary>
    Contents,

    /// <summary>Table.</summary>
    Table,

    /// <summary>Picture, figure, photograph.</summary>
    Picture,

    /// <summary>Chart, diagram.</summary>
    Chart,

    /// <summary>Barcode, QR code, stamp, logo.</summary>
    Graphic,

    /// <summary>Line between parts.</summary>
    Separator,

    /// <summary>Advertisement.</summary>
    Advert,

    /// <summary>Caption of a figure or table.</summary>
    Caption,

    /// <summary>Displayed formula.</summary>
    Formula,

    /// <summary>Note at the foot of the page or of a table.</summary>
    Footnote,

    /// <summary>Note at the end.</summary>
    Endnote,

    /// <summary>Note in the margin.</summary>
    Marginalia,

    /// <summary>Author, institute, date line.</summary>
    Credit,

    /// <summary>Large first letter.</summary>
    DropCap,

    /// <summary>Running head.</summary>
    Header,

    /// <summary>Running foot.</summary>
    Footer,

    /// <summary>Number of the page.</summary>
    PageNumber,
}
