using RoDLA.Analysis.Pipeline;
using System.Globalization;
using RoDLA.Api.Detection;
using RoDLA.Api.Errors;

namespace RoDLA.Api.Uploads;

/// <summary>Reads the fields of a form and gathers every mistake, so that the caller learns of all at once.</summary>
/// <param name="form">The form.</param>
internal sealed class FormFields(UploadForm form)
{
    private readonly List<FieldError> _mistakes = [.. form.Mistakes];
    private readonly List<string> _sentences = [.. form.Mistakes.Select(m => m.Sentence)];

    /// <summary>Mistakes so far.</summary>
    public int Count => _mistakes.Count;

    /// <summary>Notes a mistake.</summary>
    public void Add(string field, string message)
    {
        FieldError mistake = new(field, message);
        _mistakes.Add(mistake);
        _sentences.Add(mistake.Sentence);
    }

    /// <summary>Notes a mistake with a message that says by itself what it is about.</summary>
    public void Tell(string field, string message)
    {
        _mistakes.Add(new FieldError(field, message));
        _sentences.Add(message);
    }

    /// <summary>Whether a mistake of a field, or of a part of it, was noted.</summary>
    public bool HasMistake(string field) => _mistakes.Exists(m => m.Field == field || m.Field.StartsWith(field + "[", StringComparison.Ordinal));

    /// <summary>Throws when there is a mistake.</summary>
    /// <exception cref="ApiException">With every mistake.</exception>
    public void ThrowIfAny()
    {
        // An empty file has a code of its own, unless more is wrong.
        if (_mistakes.Count == 0 && form.File is { Length: 0 })
        {
            throw new ApiException(ProblemKind.EmptyFile, "The file has no bytes.", [new FieldError(DetectForm.FileField, "The file has no bytes.")]);
        }

        if (_mistakes.Count > 0)
        {
            throw new ApiException(ProblemKind.Validation, string.Join(' ', _sentences), _mistakes);
        }
    }

    /// <summary>The file must be there.</summary>
    public void RequireFile(string field)
    {
        if (form.File is null && !_mistakes.Exists(m => m.Field == field))
        {
            Add(field, "A file is required.");
        }
    }

    /// <summary>The text of a field; null when it was not sent, or is blank.</summary>
    public string? Text(string field) => string.IsNullOrWhiteSpace(form[field]) ? null : form[field];

    /// <summary>true, 1, yes, on; false, 0, no, off; in any case.</summary>
    public bool Boolean(string field, bool defaultValue)
    {
        if (form[field] is not { } text)
        {
            return defaultValue;
        }

        switch (text.Trim().ToLowerInvariant())
        {
            case "true" or "1" or "yes" or "on":
                return true;
            case "false" or "0" or "no" or "off":
                return false;
            default:
                Add(field, "It must be true, 1, yes or on; or false, 0, no or off.");
                return defaultValue;
        }
    }

    /// <summary>A number from 0 to 1.</summary>
    public float Threshold(string field, float defaultValue)
    {
        if (form[field] is not { } text)
        {
            return defaultValue;
        }

        if (!Detection.Threshold.TryParse(text, out float threshold))
        {
            Add(field, "It must be a number from 0 to 1, with a point as decimal separator.");
        }

        return threshold;
    }

    /// <summary>A whole number of 64 bits; null when the field was not sent, or is blank.</summary>
    public long? Integer(string field)
    {
        if (Text(field) is not { } text)
        {
            return null;
        }

        if (!long.TryParse(text, NumberStyles.Integer, CultureInfo.InvariantCulture, out long number))
        {
            Add(field, "It must be a whole number of at most 64 bits.");
        }

        return number;
    }

    /// <summary>A whole number in a range; null when the field was not sent, or is blank.</summary>
    public int? Integer(string field, int least, int most)
    {
        if (Text(field) is not { } text)
        {
            return null;
        }

        if (!int.TryParse(text, NumberStyles.Integer, CultureInfo.InvariantCulture, out int number) || number < least || number > most)
        {
            Add(field, $"It must be a whole number from {least} to {most}.");
        }

        return number;
    }

    /// <summary>The value behind one of several names, in any case; null when the field was not sent, or is blank.</summary>
    /// <param name="field">Name of the field.</param>
    /// <param name="choices">The names.</param>
    /// <param name="refusal">What is told of another word, when a document says what; it must say by itself what it is about.</param>
    public T? Choice<T>(string field, IReadOnlyList<(string Name, T Value)> choices, string? refusal = null)
        where T : struct
    {
        if (Text(field)?.Trim() is not { } text)
        {
            return null;
        }

        foreach ((string name, T value) in choices)
        {
            if (name.Equals(text, StringComparison.OrdinalIgnoreCase))
            {
                return value;
            }
        }

        if (refusal is not null)
        {
            Tell(field, refusal);
        }
        else
        {
            Add(field, $"It must be one of {string.Join(", ", choices.Select(c => c.Name))}.");
        }

        return null;
    }

    /// <summary>A page number from 1, or <c>all</c>, in either of two fields.</summary>
    public PageSelection Pages(string field, string otherField)
    {
        string used = form[field] is null ? otherField : field;
        if (form[used] is not { } text)
        {
            return PageSelection.First;
        }

        if (!PageSelection.TryParse(text, out PageSelection pages))
        {
            Add(used, "It must be a page number from 1, or 'all'.");
            pages = PageSelection.First;
        }

        if (used == field && form[otherField] is not null)
        {
            Add(otherField, $"Send either {field} or {otherField}.");
        }

        return pages;
    }
}
