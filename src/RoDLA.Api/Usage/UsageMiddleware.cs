using RoDLA.Api.Access;

namespace RoDLA.Api.Usage;

/// <summary>Counts each request, with the bytes of its bodies, for the key that sent it.</summary>
internal sealed class UsageMiddleware(RequestDelegate next, UsageMeter usage)
{
    public async Task InvokeAsync(HttpContext context)
    {
        CountedRequestBody? received = null;
        if (context.Features.Get<IHttpRequestBodyDetectionFeature>()?.CanHaveBody != false)
        {
            context.Request.Body = received = new CountedRequestBody(context.Request.Body);
        }

        CountedResponseBody sent = new(context.Features.GetRequiredFeature<IHttpResponseBodyFeature>());
        context.Features.Set<IHttpResponseBodyFeature>(sent);
        await next(context);

        // Only now is it known whose request it was.
        usage.AddRequest(Caller.Name(context.User), received?.Count ?? 0, sent.Count);
    }
}
