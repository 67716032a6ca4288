namespace RoDLA.Detection.Order;

/// <summary>What an element is to the reading order.</summary>
internal enum OrderRole
{
    /// <summary>Read where it lies.</summary>
    Body,

    /// <summary>A running head: read first.</summary>
    Header,

    /// <summary>A running foot or page number: read last.</summary>
    Footer,

    /// <summary>Read after the body, before the footers.</summary>
    Footnote,

    /// <summary>Read beside its figure or table.</summary>
    Caption,

    /// <summary>A picture, usually with its caption below.</summary>
    Figure,

    /// <summary>A table, usually with its caption above.</summary>
    Table,
}
