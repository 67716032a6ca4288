namespace RoDLA.Api.Middleware;

/// <summary>Endpoint metadata: web pages of other origins may not even read; see <see cref="OriginMiddleware"/>.</summary>
internal sealed class SameOriginOnly;
