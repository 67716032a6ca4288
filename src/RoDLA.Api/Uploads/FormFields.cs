using RoDLA.Api.Errors;

namespace RoDLA.Api.Uploads;

/// <summary>Finds the fields of a form and collects all mistakes for one response.</summary>
/// <param name="form">The form.</param>
internal sealed class FormFields(UploadForm form)
{
    private const int MaxNotes = 10;
    private const int MaxShown = 60;

    private readonly List<FieldError> _mistakes = [.. form.Mistakes];
    private readonly List<string> _sentences = [.. form.Mistakes.Select(m => m.Sentence)];
    private readonly HashSet<string> _known = new(StringComparer.Ordinal);
    private string? _fileField;

    /// <summary>Mistakes so far.</summary>
    public int Count => _mistakes.Count;

    /// <summary>Adds a mistake.</summary>
    public void Add(string field, string message)
    {
        FieldError mistake = new(field, message);
        _mistakes.Add(mistake);
        _sentences.Add(mistake.Sentence);
    }

    /// <summary>Adds a mistake whose message is a complete sentence of its own.</summary>
    public void Tell(string field, string message)
    {
        _mistakes.Add(new FieldError(field, message));
        _sentences.Add(message);
    }

    /// <summary>Whether the field, or a part of it, has a mistake.</summary>
    public bool HasMistake(string field) =>
        _mistakes.Exists(m => m.Field == field || m.Field.StartsWith(field + "[", StringComparison.Ordinal));

    /// <summary>A note for each field that was sent and not read, with the name that was probably meant; at most ten.</summary>
    public IReadOnlyList<string> UnknownFieldNotes()
    {
        string[] unknown = [.. form.Names.Except(_known).Take(MaxNotes)];
        return unknown.Length == 0 ? [] : Array.ConvertAll(unknown, Note);
    }

    /// <summary>Throws when there is a mistake.</summary>
    /// <exception cref="ApiException">With every mistake.</exception>
    public void ThrowIfAny()
    {
        // An empty file has a code of its own, unless more is wrong.
        if (_mistakes.Count == 0 && _fileField is not null && form.File is { Length: 0 })
        {
            throw new ApiException(ProblemKind.EmptyFile, "The file has no bytes.", [new FieldError(_fileField, "The file has no bytes.")]);
        }

        if (_mistakes.Count > 0)
        {
            throw new ApiException(ProblemKind.Validation, string.Join(' ', _sentences), _mistakes);
        }
    }

    /// <summary>Adds a mistake when the form has no file.</summary>
    public void RequireFile(string field)
    {
        _fileField = field;
        if (form.File is null && !_mistakes.Exists(m => m.Field == field))
        {
            Add(field, "A file is required.");
        }
    }

    /// <summary>The text of a field; null when it was not sent, or is blank.</summary>
    public string? Text(string field) => string.IsNullOrWhiteSpace(form[field]) ? null : form[field];

    /// <summary>The name and the trimmed text of a field with several names; null when it was not sent, or is blank.</summary>
    public (string Name, string Text)? Find(string field, IReadOnlyList<string> aliases)
    {
        (string Name, string Text)? found = null;
        foreach (string name in aliases.Prepend(field))
        {
            _known.Add(name);
            if (Text(name) is { } text)
            {
                if (found is { } first)
                {
                    Add(name, $"Send either {first.Name} or {name}.");
                }
                else
                {
                    found = (name, text.Trim());
                }
            }
        }

        return found;
    }

    private string Note(string name) => NearestName.Find(name, _known) is { } meant
        ? $"The field '{Short(name)}' is not known; did you mean '{meant}'?"
        : $"The field '{Short(name)}' is not known.";

    private static string Short(string name) => name.Length <= MaxShown ? name : name[..MaxShown] + "…";
}
