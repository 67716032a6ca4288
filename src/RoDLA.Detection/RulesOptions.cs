using System.ComponentModel.DataAnnotations;

namespace RoDLA.Detection;

/// <summary>How layout rules run.</summary>
public sealed class RulesOptions
{
    /// <summary>SWI-Prolog: a program in PATH, or a path.</summary>
    /// <value>The default is <c>swipl</c>.</value>
    [Required]
    public string Program { get; set; } = "swipl";

    /// <summary>Time limit of the rules for one page.</summary>
    /// <value>The default is 2 seconds; 10 milliseconds to 1 minute.</value>
    [Range(typeof(TimeSpan), "00:00:00.010", "00:01:00")]
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>Maximum address space of a process, in MiB; enforced on Linux only.</summary>
    /// <value>The default is 512; 128 to 65,536.</value>
    [Range(128, 65_536)]
    public int MemoryMiB { get; set; } = 512;

    /// <summary>Maximum number of processes; 0 is one per core.</summary>
    /// <value>The default is 0; 0 to 256.</value>
    [Range(0, 256)]
    public int Processes { get; set; }

    /// <summary>Pages that a process serves before a new one takes its place.</summary>
    /// <value>The default is 1000; 1 to 1,000,000.</value>
    [Range(1, 1_000_000)]
    public int PagesPerProcess { get; set; } = 1000;

    /// <summary>Maximum number of requests that wait for a process; further ones get 503.</summary>
    /// <value>The default is 1000; 0 to 100,000.</value>
    [Range(0, 100_000)]
    public int QueueLimit { get; set; } = 1000;

    /// <summary>Maximum time that a request waits for a process before it gets 503.</summary>
    /// <value>The default is 30 seconds; 10 milliseconds to 1 hour.</value>
    [Range(typeof(TimeSpan), "00:00:00.010", "01:00:00")]
    public TimeSpan QueueTimeout { get; set; } = TimeSpan.FromSeconds(30);
}
