using System.Text;

namespace RoDLA.Tests.Api.Tracing;

/// <summary>A span as a collector gets it; ids in hexadecimal.</summary>
internal sealed class ReceivedSpan
{
    public string TraceId { get; private set; } = "";

    public string SpanId { get; private set; } = "";

    public string ParentId { get; private set; } = "";

    public string Name { get; private set; } = "";

    public ulong Start { get; private set; }

    public ulong End { get; private set; }

    /// <summary>Attributes; of other kinds than text and whole numbers the value is empty.</summary>
    public Dictionary<string, string> Attributes { get; } = [];

    /// <summary>Traces that it links to.</summary>
    public List<string> Links { get; } = [];

    /// <summary>The spans of an <c>ExportTraceServiceRequest</c> of opentelemetry-proto.</summary>
    public static IEnumerable<ReceivedSpan> ReadRequest(byte[] message) =>
        from resource in Fields(message)
        where resource.Number == 1
        from scope in Fields(resource.Bytes)
        where scope.Number == 2
        from span in Fields(scope.Bytes)
        where span.Number == 2
        select Read(span.Bytes);

    private static ReceivedSpan Read(byte[] message)
    {
        ReceivedSpan span = new();
        foreach ((int number, ulong value, byte[] bytes) in Fields(message))
        {
            switch (number)
            {
                case 1: span.TraceId = Convert.ToHexStringLower(bytes); break;
                case 2: span.SpanId = Convert.ToHexStringLower(bytes); break;
                case 4: span.ParentId = Convert.ToHexStringLower(bytes); break;
                case 5: span.Name = Encoding.UTF8.GetString(bytes); break;
                case 7: span.Start = value; break;
                case 8: span.End = value; break;
                case 9: span.AddAttribute(bytes); break;
                case 13: span.Links.Add(Convert.ToHexStringLower(Fields(bytes).First(field => field.Number == 1).Bytes)); break;
            }
        }

        return span;
    }

    private void AddAttribute(byte[] message)
    {
        (int Number, ulong Value, byte[] Bytes)[] fields = [.. Fields(message)];
        string key = Encoding.UTF8.GetString(fields.Single(field => field.Number == 1).Bytes);
        (int number, ulong value, byte[] bytes) = Fields(fields.Single(field => field.Number == 2).Bytes).First();
        Attributes[key] = number switch { 1 => Encoding.UTF8.GetString(bytes), 3 => $"{value}", _ => "" };
    }

    // Protocol Buffers, wire types 0 (varint), 1 (64 bits), 2 (length and bytes) and 5 (32 bits).
    private static IEnumerable<(int Number, ulong Value, byte[] Bytes)> Fields(byte[] message)
    {
        int at = 0;
        while (at < message.Length)
        {
            ulong tag = Varint(message, ref at);
            int number = (int)(tag >> 3);
            switch (tag & 7)
            {
                case 0:
                    yield return (number, Varint(message, ref at), []);
                    break;
                case 1:
                    yield return (number, BitConverter.ToUInt64(message, at), []);
                    at += 8;
                    break;
                case 2:
                    int length = (int)Varint(message, ref at);
                    yield return (number, 0, message[at..(at + length)]);
                    at += length;
                    break;
                default:
                    at += 4;
                    break;
            }
        }
    }

    private static ulong Varint(byte[] message, ref int at)
    {
        ulong value = 0;
        for (int shift = 0; ; shift += 7)
        {
            byte part = message[at++];
            value |= (ulong)(part & 0x7f) << shift;
            if (part < 0x80)
            {
                return value;
            }
        }
    }
}
