using RoDLA.Api.Uploads;

namespace RoDLA.Api.Forms;

/// <summary>A field with a value.</summary>
/// <param name="name">Name of the field.</param>
/// <param name="description">What it means.</param>
/// <param name="defaultValue">Value of a request without the field.</param>
internal abstract class FormField<T>(string name, string description, T defaultValue) : FormField(name, description)
{
    /// <summary>Value of a request without the field.</summary>
    public T Default { get; } = defaultValue;

    /// <summary>The whole message for a wrong value where a document prescribes it; null for the field's own.</summary>
    public string? Refusal { get; init; }

    /// <summary>The field's value; <see cref="Default"/> when it was not sent, is blank, or after adding its mistake to the form.</summary>
    public T Read(FormFields form) => Read(form, Default);

    /// <summary>As <see cref="Read(FormFields)"/>, with a default that depends on the request.</summary>
    public T Read(FormFields form, T defaultValue) =>
        form.Find(Name, Aliases) is { } sent ? Parse(form, sent.Name, sent.Text) : defaultValue;

    /// <summary>Reads text that is not blank.</summary>
    /// <param name="form">Gets the mistakes.</param>
    /// <param name="name">The name that was sent.</param>
    /// <param name="text">The text, trimmed.</param>
    protected abstract T Parse(FormFields form, string name, string text);

    /// <summary>Adds a mistake to the form.</summary>
    /// <returns><see cref="Default"/>.</returns>
    protected T Refuse(FormFields form, string name, string mistake) => Refuse(form, name, mistake, Refusal);

    /// <summary>Adds a mistake to the form, with a message that a document prescribes when there is one.</summary>
    /// <returns><see cref="Default"/>.</returns>
    protected T Refuse(FormFields form, string name, string mistake, string? prescribed)
    {
        if (prescribed is null)
        {
            form.Add(name, mistake);
        }
        else
        {
            form.AddSentence(name, prescribed);
        }

        return Default;
    }
}
