namespace RoDLA.Analysis.Text;

/// <summary>How the text of the elements is read.</summary>
/// <param name="Recognize">Whether the text of a page without a text layer is recognized by tesseract.</param>
public sealed record TextSettings(bool Recognize)
{
    /// <summary>The default of <see cref="Languages"/>.</summary>
    public const string DefaultLanguages = "eng";

    private const int MostLanguages = 8;

    /// <summary>Languages of a recognition as tesseract names them, joined by <c>+</c>. Default <c>eng</c>.</summary>
    public string Languages { get; init; } = DefaultLanguages;

    /// <summary>Whether a text names languages: up to eight, each of letters, digits and <c>_</c>.</summary>
    public static bool AreLanguages(string text)
    {
        string[] names = text.Split('+');
        return names.Length <= MostLanguages
            && names.All(name => name.Length is >= 2 and <= 32 && name.All(c => char.IsAsciiLetterOrDigit(c) || c == '_'));
    }
}
