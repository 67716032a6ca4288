using Swashbuckle.AspNetCore.Swagger;

namespace RoDLA.Api.Docs;

/// <summary>The OpenAPI document as JSON; made once.</summary>
internal sealed class OpenApiText(IServiceScopeFactory scopes) : IDisposable
{
    private readonly SemaphoreSlim _making = new(1);
    private volatile byte[]? _text;

    /// <summary>The document in OpenAPI 3.1, UTF-8, with a line feed at the end.</summary>
    public async ValueTask<byte[]> GetAsync(CancellationToken cancellationToken)
    {
        if (_text is { } made)
        {
            return made;
        }

        await _making.WaitAsync(cancellationToken);
        try
        {
            return _text ??= await MakeAsync();
        }
        finally
        {
            _making.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _making.Dispose();

    private async Task<byte[]> MakeAsync()
    {
        await using AsyncServiceScope scope = scopes.CreateAsyncScope();
        IAsyncSwaggerProvider provider = scope.ServiceProvider.GetRequiredService<IAsyncSwaggerProvider>();
        OpenApiDocument document = await provider.GetSwaggerAsync(OpenApiSetup.DocumentName);
        using StringWriter text = new(CultureInfo.InvariantCulture) { NewLine = "\n" };
        document.SerializeAsV31(new OpenApiJsonWriter(text));
        return Encoding.UTF8.GetBytes(text.ToString().ReplaceLineEndings("\n") + "\n");
    }
}
