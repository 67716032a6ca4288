namespace RoDLA.Api.Errors;

/// <summary>What is wrong with one field of a request.</summary>
/// <param name="Field">Name of the field.</param>
/// <param name="Message">What is wrong with it and what it should be.</param>
public sealed record FieldError(string Field, string Message)
{
    /// <summary>Both in one sentence, for lists of mistakes.</summary>
    internal string Sentence => $"{Field}: {Message}";
}
