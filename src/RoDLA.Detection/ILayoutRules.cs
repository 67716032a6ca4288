namespace RoDLA.Detection;

/// <summary>Layout rules: files of Prolog in the folder <c>rules</c> beside the models, which correct the layout of a page.</summary>
public interface ILayoutRules
{
    /// <summary>What to install for them; null when SWI-Prolog, which runs them, is there.</summary>
    string? WhyUnavailable { get; }

    /// <summary>Names of the files, without their ending, in alphabetical order.</summary>
    IReadOnlyList<string> Names { get; }

    /// <summary>Checks that rules can be used: the file exists, SWI-Prolog is installed and accepts the file.</summary>
    /// <param name="name">Name of the file, without its ending; null for no rules.</param>
    /// <param name="cancellationToken">Stops the check.</param>
    /// <exception cref="LayoutRulesException">They cannot be used.</exception>
    Task CheckAsync(string? name, CancellationToken cancellationToken);

    /// <summary>Identifies the content of a file: it changes when the file does.</summary>
    /// <exception cref="LayoutRulesException">There is no such file.</exception>
    string VersionOf(string name);

    /// <summary>Applies rules to the layout of a page; without rules in the settings, the layout stays as it is.</summary>
    /// <param name="layout">What the model found.</param>
    /// <param name="page">Size of the page.</param>
    /// <param name="settings">Which rules, and the threshold, which an adjusted confidence must exceed too.</param>
    /// <param name="priority">In which queue to wait while as many processes run as may.</param>
    /// <param name="cancellationToken">Stops the rules.</param>
    /// <returns>The layout with its changes, most confident first.</returns>
    /// <exception cref="LayoutRulesException">The rules cannot be used, or they fail on this page.</exception>
    /// <exception cref="BusyException">Too many pages wait, or this one waited too long.</exception>
    ValueTask<PageLayout> ApplyAsync(
        PageLayout layout, PageSize page, DetectionSettings settings, RequestPriority priority, CancellationToken cancellationToken);
}
