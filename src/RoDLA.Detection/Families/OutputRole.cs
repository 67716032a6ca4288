namespace RoDLA.Detection.Families;

/// <summary>What an output tensor holds: the entries of <see cref="OutputSpec"/>.</summary>
internal enum OutputRole
{
    /// <summary><see cref="OutputSpec.Scores"/>.</summary>
    Scores,

    /// <summary><see cref="OutputSpec.Boxes"/>.</summary>
    Boxes,

    /// <summary><see cref="OutputSpec.Labels"/>.</summary>
    Labels,

    /// <summary><see cref="OutputSpec.Rows"/>.</summary>
    Rows,

    /// <summary><see cref="OutputSpec.Count"/>.</summary>
    Count,

    /// <summary><see cref="OutputSpec.Order"/>.</summary>
    Order,
}
