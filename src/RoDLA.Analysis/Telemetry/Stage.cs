namespace RoDLA.Analysis.Telemetry;

/// <summary>The stages of a page.</summary>
public enum Stage
{
    /// <summary>It waits for the model.</summary>
    Queue,

    /// <summary>Bytes to pixels.</summary>
    Decode,

    /// <summary>The perturbations.</summary>
    Perturb,

    /// <summary>The model runs.</summary>
    Infer,

    /// <summary>Figures and interpretation.</summary>
    Analyse,

    /// <summary>Charts and boxes.</summary>
    Draw,

    /// <summary>Pixels to the bytes of a picture.</summary>
    Encode,
}
