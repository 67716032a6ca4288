using System.Text.Json;

namespace RoDLA.Api.Batches.Submit;

/// <summary>A token of a JSON body.</summary>
/// <param name="Type">What it is.</param>
/// <param name="Text">A name, or a text; null for the rest.</param>
internal readonly record struct JsonToken(JsonTokenType Type, string? Text);
