using Swashbuckle.AspNetCore.Swagger;

namespace RoDLA.Api.Docs;

/// <summary>The OpenAPI document as JSON; made once.</summary>
internal sealed class OpenApiText(IServiceScopeFactory scopes)
{
    private readonly Lazy<Task<byte[]>> _text = new(() => MakeAsync(scopes));

    /// <summary>The document in OpenAPI 3.1, UTF-8, with a line feed at the end.</summary>
    public Task<byte[]> GetAsync(CancellationToken cancellationToken) => _text.Value.WaitAsync(cancellationToken);

    private static async Task<byte[]> MakeAsync(IServiceScopeFactory scopes)
    {
        await using AsyncServiceScope scope = scopes.CreateAsyncScope();
        IAsyncSwaggerProvider provider = scope.ServiceProvider.GetRequiredService<IAsyncSwaggerProvider>();
        OpenApiDocument document = await provider.GetSwaggerAsync(OpenApiSetup.DocumentName);
        using StringWriter text = new(CultureInfo.InvariantCulture) { NewLine = "\n" };
        document.SerializeAsV31(new OpenApiJsonWriter(text));
        return Encoding.UTF8.GetBytes(text.ToString().ReplaceLineEndings("\n") + "\n");
    }
}
