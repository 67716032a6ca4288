namespace RoDLA.Analysis.Storage;

/// <summary>Says whose files the work in progress writes.</summary>
public interface IOutputOwner
{
    /// <summary>Name of the owner; null when the files have no owner.</summary>
    string? Name { get; }
}
