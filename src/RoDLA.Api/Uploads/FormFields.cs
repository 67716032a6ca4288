using RoDLA.Api.Errors;

namespace RoDLA.Api.Uploads;

/// <summary>
/// The fields of a request, a form or a JSON object, and all that is wrong with them, for one response. Disposing removes the file.
/// </summary>
/// <param name="maxTextBytes">
/// Bytes of all names and values together: many small parts are no way round the limit of one field. Files do not count.
/// </param>
internal sealed class FormFields(long maxTextBytes = FormFields.UsualTextBytes) : IAsyncDisposable
{
    /// <summary>Bytes of text that any request may have: chains of perturbations for each of hundreds of images take less.</summary>
    public const long UsualTextBytes = 8 * 1024 * 1024;

    private const int MaxNotes = 10;
    private const int MaxShown = 60;

    private readonly Dictionary<string, string> _values = new(StringComparer.Ordinal);
    private readonly List<FieldError> _mistakes = [];
    private readonly HashSet<string> _known = new(StringComparer.Ordinal);
    private string? _fileField;
    private long _textBytes;

    /// <summary>The file of a form with one; null when none, or an unreadable one, was sent.</summary>
    public UploadedFile? File { get; set; }

    /// <summary>Mistakes so far.</summary>
    public IReadOnlyList<FieldError> Mistakes => _mistakes;

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => File?.DisposeAsync() ?? ValueTask.CompletedTask;

    /// <summary>Keeps a field that was sent; one that comes twice is a mistake.</summary>
    public void Keep(string name, string value)
    {
        if (!_values.TryAdd(name, value))
        {
            Add(name, "It was sent more than once.");
        }
    }

    /// <summary>Counts text that is about to be kept.</summary>
    /// <exception cref="ApiException">The request has more of it than it may.</exception>
    public void CountText(long bytes)
    {
        _textBytes += bytes;
        if (_textBytes > maxTextBytes)
        {
            throw new ApiException(
                ProblemKind.TooLarge,
                $"The fields of the request are longer than {maxTextBytes / (1024 * 1024)} MiB together, the most that is taken.");
        }
    }

    /// <summary>Adds a mistake.</summary>
    public void Add(string field, string message) => Add(new FieldError(field, message));

    /// <summary>Adds a mistake whose message is a complete sentence of its own.</summary>
    public void AddSentence(string field, string message) => Add(new FieldError(field, message) { IsSentence = true });

    /// <summary>Whether the field, or a part of it, has a mistake.</summary>
    public bool HasMistake(string field) =>
        _mistakes.Exists(m => m.Field == field || m.Field.StartsWith(field + "[", StringComparison.Ordinal));

    /// <summary>A note for each field that was sent and not read, with the name that was probably meant; at most ten.</summary>
    public IReadOnlyList<string> UnknownFieldNotes() => _values.Keys.Except(_known).Take(MaxNotes).Select(Note).ToArray();

    /// <summary>Throws when there is a mistake.</summary>
    /// <exception cref="ApiException">With every mistake.</exception>
    public void ThrowIfAny()
    {
        // An empty file has a code of its own, unless more is wrong.
        if (_mistakes.Count == 0 && _fileField is not null && File is { Length: 0 })
        {
            throw new ApiException(ProblemKind.EmptyFile, "The file has no bytes.", [new FieldError(_fileField, "The file has no bytes.")]);
        }

        if (_mistakes.Count > 0)
        {
            throw new ApiException(ProblemKind.Validation, string.Join(' ', _mistakes.Select(m => m.Sentence)), _mistakes);
        }
    }

    /// <summary>Adds a mistake when the form has no file.</summary>
    public void RequireFile(string field)
    {
        _fileField = field;
        if (File is null && !_mistakes.Exists(m => m.Field == field))
        {
            Add(field, "A file is required.");
        }
    }

    /// <summary>The name and the trimmed text of a field with several names; null when it was not sent, or is blank.</summary>
    public (string Name, string Text)? Find(string field, IReadOnlyList<string> aliases)
    {
        (string Name, string Text)? found = null;
        foreach (string name in aliases.Prepend(field))
        {
            _known.Add(name);
            if (_values.GetValueOrDefault(name)?.Trim() is not { Length: > 0 } text)
            {
                continue;
            }

            if (found is { } first)
            {
                Add(name, $"Send either {first.Name} or {name}.");
            }
            else
            {
                found = (name, text);
            }
        }

        return found;
    }

    private void Add(FieldError mistake)
    {
        if (!_mistakes.Contains(mistake))
        {
            _mistakes.Add(mistake);
        }
    }

    private string Note(string name)
    {
        string shown = name.Length <= MaxShown ? name : name[..MaxShown] + "…";
        return NearestName.Find(name, _known) is { } meant
            ? $"The field '{shown}' is not known; did you mean '{meant}'?"
            : $"The field '{shown}' is not known.";
    }
}
