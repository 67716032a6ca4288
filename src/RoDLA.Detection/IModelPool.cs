namespace RoDLA.Detection;

/// <summary>The models in memory. A page in work keeps its model, whatever happens to it meanwhile.</summary>
public interface IModelPool
{
    /// <summary>Every model of the models folder, by name.</summary>
    IReadOnlyList<ModelStatus> List();

    /// <summary>A model; null when there is none of the name.</summary>
    ModelStatus? Find(string name);

    /// <summary>
    /// Loads a model; one that is loaded is loaded again where its folder has changed, and takes the place of the old one in one step.
    /// </summary>
    /// <exception cref="Models.ModelException">The model is unusable; one that was loaded before stays.</exception>
    Task<ModelStatus> LoadAsync(string name, CancellationToken cancellationToken);

    /// <summary>Removes a model from memory, once the pages in work are done.</summary>
    /// <returns>False for the service's own model, which stays.</returns>
    bool Unload(string name);
}
