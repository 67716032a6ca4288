namespace RoDLA.Jobs.Model;

/// <summary>Charts that a job draws.</summary>
public enum VisualizationMode
{
    /// <summary>None.</summary>
    None,

    /// <summary>Eight for each image.</summary>
    PerImage,

    /// <summary>Eight for the whole job.</summary>
    Summary,

    /// <summary>Eight for each image and eight for the whole job.</summary>
    Both,
}
