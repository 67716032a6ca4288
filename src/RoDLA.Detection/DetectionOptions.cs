using System.ComponentModel.DataAnnotations;

namespace RoDLA.Detection;

/// <summary>Which model is served, where it runs, and how many requests run and wait.</summary>
public sealed class DetectionOptions
{
    /// <summary>Folder with one subfolder per model.</summary>
    /// <value>The default is <c>models</c>, relative to the content root.</value>
    [Required]
    public string ModelsFolder { get; set; } = "models";

    /// <summary>Name of the model to serve: a folder below <see cref="ModelsFolder"/>.</summary>
    /// <value>The default is <c>rodla-layout-s</c>.</value>
    [Required]
    [RegularExpression(
        "^[a-z0-9][a-z0-9._-]{0,63}$", ErrorMessage = "A model's name has lower-case letters, digits, '.', '_' and '-' only.")]
    public string Model { get; set; } = "rodla-layout-s";

    /// <summary>Where the model runs: <c>cpu</c>, or <c>cuda</c> with a fallback to the CPU, which /health reports.</summary>
    /// <value>The default is <c>cpu</c>.</value>
    [Required]
    [RegularExpression("^(cpu|cuda)$", ErrorMessage = "The execution provider is 'cpu' or 'cuda'.")]
    public string ExecutionProvider { get; set; } = "cpu";

    /// <summary>CUDA device to run on.</summary>
    /// <value>The default is 0; 0 to 63.</value>
    [Range(0, 63)]
    public int CudaDevice { get; set; }

    /// <summary>Threads that one run of the model uses on the CPU; 0 picks the number of cores, 8 at most.</summary>
    /// <value>The default is 0; 0 to 256.</value>
    [Range(0, 256)]
    public int IntraOpThreads { get; set; }

    /// <summary>Runs of the model at once; 0 picks cores / threads on a CPU, at least 1, and 1 on a GPU.</summary>
    /// <value>The default is 0; 0 to 256.</value>
    [Range(0, 256)]
    public int Concurrency { get; set; }

    /// <summary>Maximum number of requests that wait for the model; further ones get 503.</summary>
    /// <value>The default is 128; 0 to 100,000.</value>
    [Range(0, 100_000)]
    public int QueueLimit { get; set; } = 128;

    /// <summary>Maximum time that a request waits for the model before it gets 503.</summary>
    /// <value>The default is 30 seconds; 10 milliseconds to 1 hour.</value>
    [Range(typeof(TimeSpan), "00:00:00.010", "01:00:00")]
    public TimeSpan QueueTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Most models in memory, the service's own included; the least recently used goes first.</summary>
    /// <value>The default is 3; 2 to 64.</value>
    [Range(2, 64)]
    public int MaxLoadedModels { get; set; } = 3;

    /// <summary>Most slices of a page; those of a request are enlarged where there would be more.</summary>
    /// <value>The default is 256; 4 to 4,096.</value>
    [Range(4, 4096)]
    public int MaxSlices { get; set; } = 256;

    /// <summary>
    /// Slices in one run of a model whose graph takes a batch; 0 picks 1 on a CPU, where more are slower, and 8 on a GPU.
    /// </summary>
    /// <value>The default is 0; 0 to 64.</value>
    [Range(0, 64)]
    public int SliceBatch { get; set; }
}
