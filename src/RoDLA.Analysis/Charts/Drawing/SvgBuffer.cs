using System.Buffers;
using System.Globalization;
using System.Text;
using System.Xml;

namespace RoDLA.Analysis.Charts.Drawing;

/// <summary>Growing text in pooled memory that knows how XML wants text escaped and SVG wants numbers written.</summary>
internal sealed class SvgBuffer : IDisposable
{
    private char[] _chars = ArrayPool<char>.Shared.Rent(16 * 1024);
    private int _length;

    /// <summary>Appends markup as it is.</summary>
    public SvgBuffer Raw(ReadOnlySpan<char> markup)
    {
        Reserve(markup.Length);
        markup.CopyTo(_chars.AsSpan(_length));
        _length += markup.Length;
        return this;
    }

    /// <summary>Appends a number with at most 2 decimals (a hundredth of a pixel shows nowhere).</summary>
    /// <exception cref="ArgumentOutOfRangeException">The number is NaN or infinite: SVG knows neither.</exception>
    public SvgBuffer Number(double value)
    {
        if (!double.IsFinite(value))
        {
            throw new ArgumentOutOfRangeException(nameof(value), value, "A chart cannot draw what is not a finite number.");
        }

        Reserve(32);
        // Adding 0 turns -0 into 0.
        double rounded = Math.Round(value, 2, MidpointRounding.AwayFromZero) + 0.0;
        rounded.TryFormat(_chars.AsSpan(_length), out int written, "0.##", CultureInfo.InvariantCulture);
        _length += written;
        return this;
    }

    /// <summary>
    /// Appends text for content or attributes; what XML cannot hold (control characters, half a surrogate pair) becomes U+FFFD.
    /// </summary>
    public SvgBuffer Escaped(ReadOnlySpan<char> text)
    {
        Span<char> encoded = stackalloc char[2];
        foreach (Rune rune in text.EnumerateRunes())
        {
            switch (rune.Value)
            {
                case '<':
                    Raw("&lt;");
                    break;
                case '>':
                    Raw("&gt;");
                    break;
                case '&':
                    Raw("&amp;");
                    break;
                case '"':
                    Raw("&quot;");
                    break;
                case '\'':
                    Raw("&#39;");
                    break;
                default:
                    bool allowed = !rune.IsBmp || XmlConvert.IsXmlChar((char)rune.Value);
                    Raw(encoded[..(allowed ? rune : Rune.ReplacementChar).EncodeToUtf16(encoded)]);
                    break;
            }
        }

        return this;
    }

    /// <inheritdoc/>
    public override string ToString() => new(_chars, 0, _length);

    /// <summary>Gives the memory back to the pool.</summary>
    public void Dispose()
    {
        char[] chars = Interlocked.Exchange(ref _chars, []);
        if (chars.Length > 0)
        {
            ArrayPool<char>.Shared.Return(chars);
        }

        _length = 0;
    }

    private void Reserve(int count)
    {
        if (_chars.Length - _length >= count)
        {
            return;
        }

        char[] larger = ArrayPool<char>.Shared.Rent(Math.Max(_chars.Length * 2, _length + count));
        _chars.AsSpan(0, _length).CopyTo(larger);
        ArrayPool<char>.Shared.Return(_chars);
        _chars = larger;
    }
}
