using System.Runtime.CompilerServices;
using System.Text.Json;
using Microsoft.Extensions.Options;
using RoDLA.Jobs.Files;
using RoDLA.Jobs.Model;
using JsonOptions = Microsoft.AspNetCore.Http.Json.JsonOptions;

namespace RoDLA.Api.Batches;

/// <summary>The bytes of messages: made once for each event, however many follow its job.</summary>
internal sealed class EventMessages(JobPaths paths, IOptions<JsonOptions> json)
{
    private readonly ConditionalWeakTable<JobEvent, Lazy<byte[]>> _made = [];

    /// <summary>The message about an event, JSON in one line.</summary>
    public ReadOnlyMemory<byte> Of(JobEvent happened) =>
        _made.GetValue(happened, e => new Lazy<byte[]>(() => JsonSerializer.SerializeToUtf8Bytes(BatchMessage.From(e, paths), json.Value.SerializerOptions))).Value;
}
