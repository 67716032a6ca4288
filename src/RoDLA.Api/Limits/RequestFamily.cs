namespace RoDLA.Api.Limits;

/// <summary>Endpoint metadata: which limit of requests a minute holds.</summary>
internal enum RequestFamily
{
    /// <summary>Endpoints without this metadata.</summary>
    Other,

    /// <summary>A page is run through the model.</summary>
    Detect,

    /// <summary>A page is perturbed.</summary>
    Perturb,
}
