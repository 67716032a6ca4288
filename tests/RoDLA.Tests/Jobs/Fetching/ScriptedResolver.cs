using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace RoDLA.Tests.Jobs.Fetching;

/// <summary>Returns scripted addresses for names, one answer after the other, the last one repeatedly.</summary>
internal sealed class ScriptedResolver
{
    private readonly ConcurrentDictionary<string, Queue<string[]>> _answers = new();
    private string? _hanging;

    /// <summary>Requested names, in order.</summary>
    public ConcurrentQueue<string> Asked { get; } = new();

    /// <summary>Answer for other names; null when they do not exist.</summary>
    public string[]? Otherwise { get; init; }

    /// <summary>Sets the addresses of a name.</summary>
    /// <param name="host">The name.</param>
    /// <param name="answers">The answers in order; an empty one is a failure of the resolver.</param>
    public ScriptedResolver On(string host, params string[][] answers)
    {
        _answers[host] = new Queue<string[]>(answers);
        return this;
    }

    /// <summary>Never answers for this name.</summary>
    public ScriptedResolver Hang(string host)
    {
        _hanging = host;
        return this;
    }

    public async Task<IPAddress[]> ResolveAsync(string host, CancellationToken cancellationToken)
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
