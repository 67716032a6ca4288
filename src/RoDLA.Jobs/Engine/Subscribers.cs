using System.Threading.Channels;
using RoDLA.Jobs.Model;

namespace RoDLA.Jobs.Engine;

/// <summary>
/// Those who follow one job. Each has a channel of their own that holds all events of a job, so that one who reads slowly holds up nobody, and
/// is cut off only after falling behind by a whole job. Not safe for several threads: the job's lock guards it.
/// </summary>
/// <param name="capacity">Events that one may fall behind.</param>
internal sealed class Subscribers(int capacity)
{
    private readonly List<Channel<JobEvent>> _channels = [];

    /// <summary>Those who follow now.</summary>
    public int Count => _channels.Count;

    /// <summary>One more, who is told <paramref name="first"/>.</summary>
    public Channel<JobEvent> Add(JobEvent first)
    {
        Channel<JobEvent> channel = Channel.CreateBounded<JobEvent>(
            new BoundedChannelOptions(capacity) { SingleReader = true, FullMode = BoundedChannelFullMode.Wait });
        channel.Writer.TryWrite(first);
        _channels.Add(channel);
        return channel;
    }

    /// <summary>One less.</summary>
    public void Remove(Channel<JobEvent> channel)
    {
        _channels.Remove(channel);
        channel.Writer.TryComplete();
    }

    /// <summary>Tells everybody; one whose channel is full is cut off.</summary>
    public void Publish(JobEvent e)
    {
        for (int i = _channels.Count - 1; i >= 0; i--)
        {
            if (!_channels[i].Writer.TryWrite(e))
            {
                _channels[i].Writer.TryComplete();
                _channels.RemoveAt(i);
            }
        }
    }

    /// <summary>Nothing comes any more.</summary>
    public void Complete()
    {
        foreach (Channel<JobEvent> channel in _channels)
        {
            channel.Writer.TryComplete();
        }

        _channels.Clear();
    }
}
