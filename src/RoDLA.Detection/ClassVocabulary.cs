namespace RoDLA.Detection;

/// <summary>Whose class names detections have.</summary>
public enum ClassVocabulary
{
    /// <summary>The model's own.</summary>
    Native,

    /// <summary>The 11 of DocLayNet; detections of a class without a counterpart among them are left out.</summary>
    Doclaynet,
}
