using System.ComponentModel.DataAnnotations;

namespace RoDLA.Analysis.Storage;

/// <summary>Where answers are kept.</summary>
public sealed class OutputOptions
{
    /// <summary>Section of the configuration.</summary>
    public const string Section = "Outputs";

    /// <summary>Folder for saved answers and charts; relative to the content root; made at start when it is missing.</summary>
    /// <value>The default is <c>outputs</c>.</value>
    [Required]
    public string Folder { get; set; } = "outputs";
}
