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

    /// <summary>
    /// Retention of saved answers of single requests with their charts, and of saved perturbed pages; results of jobs have their own.
    /// </summary>
    /// <value>The default is 7 days; 0 keeps them; at most 10 years.</value>
    [Range(typeof(TimeSpan), "00:00:00", "3650.00:00:00")]
    public TimeSpan Retention { get; set; } = TimeSpan.FromDays(7);
}
