namespace RoDLA.Api.Inference.Answers;

/// <summary>An answer of the inference API.</summary>
/// <typeparam name="T">What was asked for.</typeparam>
/// <param name="Status"><c>success</c>, or <c>accepted</c> for work that was started.</param>
/// <param name="Message">What was done; absent where nothing was.</param>
/// <param name="Data">What was asked for.</param>
public sealed record Envelope<T>(
    string Status, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Message, T Data);

/// <summary>Makes answers of the inference API.</summary>
internal static class Envelope
{
    /// <summary>A finished answer.</summary>
    public static Envelope<T> Of<T>(T data, string? message = null) => new("success", message, data);

    /// <summary>The answer to a request whose work was started.</summary>
    public static Envelope<T> Accepted<T>(T data, string message) => new("accepted", message, data);
}
