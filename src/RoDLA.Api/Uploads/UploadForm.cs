using RoDLA.Api.Errors;

namespace RoDLA.Api.Uploads;

/// <summary>A form that has arrived whole. Disposing removes its file.</summary>
internal sealed class UploadForm : IAsyncDisposable
{
    private readonly Dictionary<string, string> _fields = new(StringComparer.Ordinal);
    private readonly List<FieldError> _mistakes = [];

    /// <summary>The file; null when none, or an unreadable one, was sent.</summary>
    public UploadedFile? File { get; private set; }

    /// <summary>What is wrong with the form's parts themselves.</summary>
    public IReadOnlyList<FieldError> Mistakes => _mistakes;

    /// <summary>Names of the fields that were sent.</summary>
    public IEnumerable<string> Names => _fields.Keys;

    /// <summary>Text of a field; null when it was not sent.</summary>
    public string? this[string name] => _fields.GetValueOrDefault(name);

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => File?.DisposeAsync() ?? ValueTask.CompletedTask;

    /// <summary>Keeps the file.</summary>
    internal void Add(UploadedFile file) => File = file;

    /// <summary>Keeps a field; one that comes twice is a mistake.</summary>
    internal void Add(string name, string value)
    {
        if (!_fields.TryAdd(name, value))
        {
            Add(new FieldError(name, "It was sent more than once."));
        }
    }

    /// <summary>Adds a mistake.</summary>
    internal void Add(FieldError mistake)
    {
        if (!_mistakes.Contains(mistake))
        {
            _mistakes.Add(mistake);
        }
    }
}
