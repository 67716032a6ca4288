using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using RoDLA.Jobs.Fetching;

namespace RoDLA.Tests.Jobs.Fetching;

/// <summary>Answers for names what it is told to, one answer after the other; the last one for ever.</summary>
internal sealed class ScriptedResolver : IAddressResolver
{
    private readonly ConcurrentDictionary<string, Queue<string[]>> _answers = new();
    private string? _hanging;

    /// <summary>Names that were asked for, in order.</summary>
    public ConcurrentQueue<string> Asked { get; } = new();

    /// <summary>The answer for names without one of their own; null says that they do not exist.</summary>
    public string[]? Otherwise { get; init; }

    /// <summary>Says what a name is at.</summary>
    /// <param name="host">The name.</param>
    /// <param name="answers">One answer after the other; an empty one stands for a resolver that cannot be asked.</param>
    public ScriptedResolver On(string host, params string[][] answers)
    {
        _answers[host] = new Queue<string[]>(answers);
        return this;
    }

    /// <summary>Never answers for a name.</summary>
    public ScriptedResolver Hang(string host)
    {
        _hanging = host;
        return this;
    }

    public async Task<IReadOnlyList<IPAddress>> ResolveAsync(string host, CancellationToken cancellationToken)
    {
        Asked.Enqueue(host);
        if (host == _hanging)
        {
            await Task.Delay(Timeout.Infinite, cancellationToken);
        }

        string[] answer = _answers.TryGetValue(host, out Queue<string[]>? queue)
            ? queue.Count > 1 ? queue.Dequeue() : queue.Peek()
            : Otherwise ?? throw new SocketException((int)SocketError.HostNotFound);
        return answer.Length > 0
            ? Array.ConvertAll(answer, IPAddress.Parse)
            : throw new SocketException((int)SocketError.TryAgain);
    }
}
