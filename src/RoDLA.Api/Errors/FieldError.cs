namespace RoDLA.Api.Errors;

/// <summary>What is wrong with one field of a request.</summary>
/// <param name="Field">Name of the field.</param>
/// <param name="Message">What is wrong with it and what it should be.</param>
public sealed record FieldError(string Field, string Message)
{
    /// <summary>Whether the message is a complete sentence that needs no name before it.</summary>
    internal bool IsSentence { get; init; }

    /// <summary>Name of the file that it is about; null when it is about the field.</summary>
    internal string? FileName { get; init; }

    /// <summary>What is wrong with the file; null when it is about the field.</summary>
    internal ProblemKind? Kind { get; init; }

    /// <summary>Both in one sentence, for lists of mistakes.</summary>
    internal string Sentence => IsSentence ? Message : $"{Field}: {Message}";
}
