using System.ComponentModel.DataAnnotations;

namespace RoDLA.Analysis.Perturbing;

/// <summary>What a request may ask of the perturbations.</summary>
public sealed class PerturbationOptions
{
    /// <summary>Section of the configuration.</summary>
    public const string Section = "Perturbations";

    /// <summary>Folder that holds the background images; relative to the content root.</summary>
    /// <value>The default is <c>backgrounds</c>.</value>
    [Required]
    public string BackgroundFolder { get; set; } = "backgrounds";

    /// <summary>Folder for saved perturbed pages; relative to the content root.</summary>
    /// <value>The default is empty: <c>perturbations</c> below the output folder.</value>
    public string OutputFolder { get; set; } = "";

    /// <summary>Most perturbations of one request.</summary>
    /// <value>The default is 5; 1 to 100.</value>
    [Range(1, 100)]
    public int MaxPerRequest { get; set; } = 5;

    /// <summary>Pages that may wait to be perturbed while one a processor is; one more is answered 503.</summary>
    /// <value>The default is 32; 0 to 100,000.</value>
    [Range(0, 100_000)]
    public int QueueLimit { get; set; } = 32;

    /// <summary>How long a page may wait to be perturbed before it is answered 503.</summary>
    /// <value>The default is 30 seconds; 10 milliseconds to 1 hour.</value>
    [Range(typeof(TimeSpan), "00:00:00.010", "01:00:00")]
    public TimeSpan QueueTimeout { get; set; } = TimeSpan.FromSeconds(30);
}
