namespace RoDLA.Api.Middleware;

/// <summary>Answers <c>HEAD</c> wherever <c>GET</c> is answered: with the same status and headers, and without the body.</summary>
internal sealed class HeadMiddleware(RequestDelegate next)
{
    public async Task InvokeAsync(HttpContext context)
    {
        if (!HttpMethods.IsHead(context.Request.Method))
        {
            await next(context);
            return;
        }

        (Stream body, CancellationToken aborted) = (context.Response.Body, context.RequestAborted);
        using CancellationTokenSource stop = CancellationTokenSource.CreateLinkedTokenSource(aborted);
        await using CountingStream counted = new(context.Response, stop);
        (context.Request.Method, context.Response.Body, context.RequestAborted) = (HttpMethods.Get, counted, stop.Token);
        try
        {
            await next(context);
        }
        catch (OperationCanceledException) when (counted.IsStopped)
        {
            // The headers are all there.
        }
        finally
        {
            (context.Request.Method, context.Response.Body, context.RequestAborted) = (HttpMethods.Head, body, aborted);
        }

        if (!counted.IsStopped && counted.Length > 0 && !context.Response.HasStarted)
        {
            context.Response.ContentLength ??= counted.Length;
        }
    }
}
