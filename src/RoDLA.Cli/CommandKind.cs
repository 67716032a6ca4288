namespace RoDLA.Cli;

/// <summary>What the program was asked to do.</summary>
internal enum CommandKind
{
    /// <summary>Start the server.</summary>
    Serve,

    /// <summary>Detect the layout of files.</summary>
    Detect,

    /// <summary>Detect the layout of many files as one job.</summary>
    Batch,

    /// <summary>Perturb files.</summary>
    Perturb,

    /// <summary>Perturb a data set.</summary>
    PerturbDataset,

    /// <summary>List and check the models.</summary>
    Models,

    /// <summary>Print the OpenAPI document.</summary>
    OpenApi,

    /// <summary>Print how to use the program.</summary>
    Help,

    /// <summary>Print the version.</summary>
    Version,
}
