namespace RoDLA.Jobs.Model;

/// <summary>Execution, retries and retention of jobs.</summary>
public sealed class JobOptions
{
    /// <summary>Number of images processed at a time; 0 picks 1 on a GPU, and cores / threads per inference on a CPU.</summary>
    /// <value>The default is 0; 0 to 256.</value>
    [Range(0, 256)]
    public int Concurrency { get; set; }

    /// <summary>Limit of waiting images of all jobs; a job that does not fit is answered with 503.</summary>
    /// <value>The default is 20,000; 1 to 1,000,000.</value>
    [Range(1, 1_000_000)]
    public int QueueLimit { get; set; } = 20_000;

    /// <summary>Attempts after the first, for transient errors.</summary>
    /// <value>The default is 3; 0 to 20.</value>
    [Range(0, 20)]
    public int MaxRetries { get; set; } = 3;

    /// <summary>Wait before the first retry; it doubles with each, up to five minutes, with a jitter of 25 %.</summary>
    /// <value>The default is 2 seconds; 0 to 5 minutes.</value>
    [Range(typeof(TimeSpan), "00:00:00", "00:05:00")]
    public TimeSpan RetryDelay { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>
    /// Time limit of one attempt at an image, download and waiting for the model included. Under load 16 interactive requests go before
    /// each image, so a slow model needs at least 20 times its time for a page.
    /// </summary>
    /// <value>The default is 15 minutes, enough for a model that takes 45 seconds a page; 1 second to 1 day.</value>
    [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00")]
    public TimeSpan ItemTimeout { get; set; } = TimeSpan.FromMinutes(15);

    /// <summary>Time for images in progress to complete when the service stops; then they return to the queue.</summary>
    /// <value>The default is 15 seconds, which leaves time within the 25 that the service takes to stop; 0 to 1 hour.</value>
    [Range(typeof(TimeSpan), "00:00:00", "01:00:00")]
    public TimeSpan StopGrace { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>How far in the future a job may start (<c>not_before</c>). A job that waits keeps its places in the queue.</summary>
    /// <value>The default is 30 days; 0 to 45 days.</value>
    [Range(typeof(TimeSpan), "00:00:00", "45.00:00:00")]
    public TimeSpan MaxStartDelay { get; set; } = TimeSpan.FromDays(30);

    /// <summary>Crashes of the process while it processes the same image and no other after which the image fails.</summary>
    /// <value>The default is 3; 1 to 100.</value>
    [Range(1, 100)]
    public int PoisonCrashes { get; set; } = 3;

    /// <summary>Handling of unfinished jobs after a restart: <c>resume</c> or <c>fail</c>.</summary>
    /// <value>The default is <c>resume</c>.</value>
    [Required]
    [RegularExpression("^(resume|fail)$", ErrorMessage = "On a restart, unfinished jobs 'resume' or 'fail'.")]
    public string OnRestart { get; set; } = "resume";

    /// <summary>Retention of finished jobs with their images and results.</summary>
    /// <value>The default is 48 hours; 1 minute to 10 years.</value>
    [Range(typeof(TimeSpan), "00:01:00", "3650.00:00:00")]
    public TimeSpan Retention { get; set; } = TimeSpan.FromHours(48);

    /// <summary>Retention of the images of finished jobs, where it is shorter than <see cref="Retention"/>.</summary>
    /// <value>The default is 7 days; 1 minute to 10 years.</value>
    [Range(typeof(TimeSpan), "00:01:00", "3650.00:00:00")]
    public TimeSpan InputRetention { get; set; } = TimeSpan.FromDays(7);

    /// <summary>Retention of unfinished jobs since their last change.</summary>
    /// <value>The default is 3 days; 1 minute to 10 years.</value>
    [Range(typeof(TimeSpan), "00:01:00", "3650.00:00:00")]
    public TimeSpan UnfinishedRetention { get; set; } = TimeSpan.FromDays(3);

    /// <summary>Interval between retention sweeps.</summary>
    /// <value>The default is 10 minutes; 1 second to 1 day.</value>
    [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00")]
    public TimeSpan SweepInterval { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>Free MiB required on the disk of the output folder; with less, new jobs are answered with 507.</summary>
    /// <value>The default is 512; 0 to 16,777,216.</value>
    [Range(0, 16_777_216)]
    public int MinFreeMegabytes { get; set; } = 512;

    /// <summary>Quota in MiB for all jobs on the disk; over it, new jobs are answered with 507. 0 disables it.</summary>
    /// <remarks>Uploads count at once, results from the next retention sweep.</remarks>
    /// <value>The default is 0; 0 to 16,777,216.</value>
    [Range(0, 16_777_216)]
    public int QuotaMegabytes { get; set; }

    /// <summary>Size of the result cache in MiB; 0 disables it.</summary>
    /// <value>The default is 256; 0 to 1,048,576.</value>
    [Range(0, 1_048_576)]
    public int CacheMegabytes { get; set; } = 256;
}
