namespace RoDLA.Jobs.Uploads;

/// <summary>Limits of the uploads of the inference API, and their retention.</summary>
public sealed class InferenceOptions
{
    /// <summary>Section of the configuration.</summary>
    public const string Section = "Inference";

    /// <summary>Most files of one request; more are answered 400.</summary>
    /// <value>The default is 100; 1 to 10,000.</value>
    [Range(1, 10_000)]
    public int MaxFiles { get; set; } = 100;

    /// <summary>Most files of one upload, over all its requests; more are answered 400.</summary>
    /// <value>The default is 20,000; 1 to 1,000,000.</value>
    [Range(1, 1_000_000)]
    public int MaxUploadFiles { get; set; } = 20_000;

    /// <summary>Largest file, in MiB; a larger one is answered 400.</summary>
    /// <value>The default is 50; 1 to 16,384.</value>
    [Range(1, 16_384)]
    public int MaxFileMegabytes { get; set; } = 50;

    /// <summary>Least width and height of an image, in pixels; a smaller one is answered 400.</summary>
    /// <value>The default is 64; 1 to 65,535.</value>
    [Range(1, 65_535)]
    public int MinSidePixels { get; set; } = 64;

    /// <summary>Greatest width and height of an image, in pixels; a larger one is answered 400.</summary>
    /// <value>The default is 8,192; 1 to 65,535.</value>
    [Range(1, 65_535)]
    public int MaxSidePixels { get; set; } = 8192;

    /// <summary>Retention of an upload since its last file. Jobs keep the files that they use.</summary>
    /// <value>The default is 7 days; 1 minute to 10 years.</value>
    [Range(typeof(TimeSpan), "00:01:00", "3650.00:00:00")]
    public TimeSpan UploadRetention { get; set; } = TimeSpan.FromDays(7);

    /// <summary>Longer side of a thumbnail, in pixels.</summary>
    /// <value>The default is 256; 16 to 2,048.</value>
    [Range(16, 2048)]
    public int ThumbnailPixels { get; set; } = 256;
}
