using System.ComponentModel.DataAnnotations;

namespace RoDLA.Jobs.Model;

/// <summary>How jobs are run, retried and kept.</summary>
public sealed class JobOptions
{
    /// <summary>Images of all jobs at once; 0 picks 1 on a GPU, and cores / threads of one run on a CPU.</summary>
    /// <value>The default is 0; 0 to 256.</value>
    [Range(0, 256)]
    public int Concurrency { get; set; }

    /// <summary>Images of all jobs that may wait; a job that does not fit is answered 503.</summary>
    /// <value>The default is 20,000; 1 to 1,000,000.</value>
    [Range(1, 1_000_000)]
    public int QueueLimit { get; set; } = 20_000;

    /// <summary>Attempts after the first, for faults that may pass.</summary>
    /// <value>The default is 3; 0 to 20.</value>
    [Range(0, 20)]
    public int MaxRetries { get; set; } = 3;

    /// <summary>Wait before the first retry; it doubles with each, up to five minutes, and is shaken by up to a quarter.</summary>
    /// <value>The default is 2 seconds; 0 to 5 minutes.</value>
    [Range(typeof(TimeSpan), "00:00:00", "00:05:00")]
    public TimeSpan RetryDelay { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>
    /// Longest that one attempt at an image may take, download and waiting for the model included. While the service is busy with people's requests
    /// 16 of them go before each image: a model that is slow needs 20 times its time for a page at least.
    /// </summary>
    /// <value>The default is 15 minutes, enough for a model that takes 45 seconds a page; 1 second to 1 day.</value>
    [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00")]
    public TimeSpan ItemTimeout { get; set; } = TimeSpan.FromMinutes(15);

    /// <summary>How long running images may go on after the service was told to stop; then they go back to the queue.</summary>
    /// <value>The default is 15 seconds, which leaves time within the 25 that the service takes to stop; 0 to 1 hour.</value>
    [Range(typeof(TimeSpan), "00:00:00", "01:00:00")]
    public TimeSpan StopGrace { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>Crashes of the process with the same image in work after which the image is given up.</summary>
    /// <value>The default is 3; 1 to 100.</value>
    [Range(1, 100)]
    public int PoisonCrashes { get; set; } = 3;

    /// <summary>What becomes of unfinished jobs after a restart: <c>resume</c> or <c>fail</c>.</summary>
    /// <value>The default is <c>resume</c>.</value>
    [Required]
    [RegularExpression("^(resume|fail)$", ErrorMessage = "On a restart, unfinished jobs 'resume' or 'fail'.")]
    public string OnRestart { get; set; } = "resume";

    /// <summary>How long an ended job is kept, with its images and its results.</summary>
    /// <value>The default is 48 hours; 1 minute to 10 years.</value>
    [Range(typeof(TimeSpan), "00:01:00", "3650.00:00:00")]
    public TimeSpan Retention { get; set; } = TimeSpan.FromHours(48);

    /// <summary>How long the images of an ended job are kept, where jobs themselves are kept longer; they go with the job otherwise.</summary>
    /// <value>The default is 7 days, which counts once <see cref="Retention"/> is more than that; 1 minute to 10 years.</value>
    [Range(typeof(TimeSpan), "00:01:00", "3650.00:00:00")]
    public TimeSpan InputRetention { get; set; } = TimeSpan.FromDays(7);

    /// <summary>How long a job that has not ended is kept since anything last happened to it.</summary>
    /// <value>The default is 3 days; 1 minute to 10 years.</value>
    [Range(typeof(TimeSpan), "00:01:00", "3650.00:00:00")]
    public TimeSpan UnfinishedRetention { get; set; } = TimeSpan.FromDays(3);

    /// <summary>How often what is past its time is looked for.</summary>
    /// <value>The default is 10 minutes; 1 second to 1 day.</value>
    [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00")]
    public TimeSpan SweepInterval { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>MiB that must stay free on the disk of the output folder; a new job that finds less is answered 507.</summary>
    /// <value>The default is 512; 0 to 16,777,216.</value>
    [Range(0, 16_777_216)]
    public int MinFreeMegabytes { get; set; } = 512;

    /// <summary>MiB that all jobs together may take on the disk; a new job that finds more is answered 507. 0 for no such limit.</summary>
    /// <remarks>What jobs bring counts at once, what becomes of them when it is next looked for what is past its time.</remarks>
    /// <value>The default is 0; 0 to 16,777,216.</value>
    [Range(0, 16_777_216)]
    public int QuotaMegabytes { get; set; }

    /// <summary>MiB of answers that the result cache keeps; 0 turns it off.</summary>
    /// <value>The default is 256; 0 to 1,048,576.</value>
    [Range(0, 1_048_576)]
    public int CacheMegabytes { get; set; } = 256;
}
