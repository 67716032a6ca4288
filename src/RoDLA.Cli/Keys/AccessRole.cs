namespace RoDLA.Cli.Keys;

/// <summary>What a key allows; each role has the rights of those before it.</summary>
public enum AccessRole
{
    /// <summary>Read states, results, models and metrics.</summary>
    Read,

    /// <summary>Send pages and jobs, and cancel jobs.</summary>
    Submit,

    /// <summary>Load and unload models, and see the jobs of every key.</summary>
    Admin,
}
