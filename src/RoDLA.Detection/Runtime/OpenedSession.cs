namespace RoDLA.Detection.Runtime;

/// <summary>A session and where it runs.</summary>
/// <param name="Session">Shared by all requests; <c>Run</c> is thread-safe.</param>
/// <param name="ExecutionProvider">ONNX Runtime's name of the provider.</param>
/// <param name="Note">Why it is not the requested provider, or null.</param>
internal sealed record OpenedSession(InferenceSession Session, string ExecutionProvider, string? Note);
