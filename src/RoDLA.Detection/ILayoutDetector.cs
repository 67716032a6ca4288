namespace RoDLA.Detection;

/// <summary>Finds the layout elements of a page with the service's own model, or with those that the settings name.</summary>
public interface ILayoutDetector
{
    /// <summary>The manifest of the service's own model.</summary>
    ModelManifest Model { get; }

    /// <summary>Names of the models that a request may ask for.</summary>
    IReadOnlyList<string> Names => [Model.Name];

    /// <summary>The manifest of a model that a request may ask for; null when there is none of the name.</summary>
    ModelManifest? Find(string name) => name == Model.Name ? Model : null;

    /// <summary>Class names of a model in a vocabulary, by their ids; empty when they are not known.</summary>
    IReadOnlyList<string> ClassesOf(string model, ClassVocabulary vocabulary) => vocabulary == ClassVocabulary.Doclaynet
        ? DocLayNet.Names
        : Find(model)?.Classes ?? [];

    /// <summary>State of the model, and where it runs.</summary>
    DetectorStatus Status { get; }

    /// <summary>Completes when loading the model has ended.</summary>
    /// <returns>True when the model is ready; false when it failed, and <see cref="Status"/> says why.</returns>
    Task<bool> WhenReadyAsync(CancellationToken cancellationToken);

    /// <summary>Detects, in three steps: resize and normalise, run the model, decode its output.</summary>
    /// <param name="image">The page; boxes are in its pixels and clipped to it.</param>
    /// <param name="settings">How to look at the page.</param>
    /// <param name="priority">In which queue to wait while the model is busy.</param>
    /// <param name="cancellationToken">Removes the request from the queue, or stops the running model at its next operator.</param>
    /// <returns>At most the model's maximum of elements, most confident first.</returns>
    /// <exception cref="Models.ModelException">A model that the settings name cannot be used.</exception>
    /// <exception cref="DetectorUnavailableException">The model is not ready, or too many requests wait for it.</exception>
    ValueTask<PageLayout> DetectAsync(
        PageImage image, DetectionSettings settings, RequestPriority priority, CancellationToken cancellationToken);
}
