using RoDLA.Api.Forms;
using RoDLA.Api.Uploads;

namespace RoDLA.Api.Detection;

/// <summary>Whether and how the text of the elements is read; the fields are the same in every form and in JSON.</summary>
internal static class TextFields
{
    private static readonly TextModeField Mode = new(
        "text",
        "`true` reads the text of each element from the text layer of a PDF, `ocr` recognizes it by tesseract where there is none; false "
            + "when it is not sent, true with `format=markdown` and `format=html`.");

    private static readonly TextField Languages = new(
        "ocr_languages", "Languages of `text=ocr` as tesseract names them, such as `eng+deu`; `eng` when it is not sent.")
    {
        Example = "eng+deu",
        WhyRefused = static text => TextSettings.AreLanguages(text) ? null : "It must be names of languages joined by +, such as eng+deu.",
    };

    /// <summary>The fields.</summary>
    public static IReadOnlyList<FormField> All => [Mode, Languages];

    /// <summary>Reads them; null for no text. Mistakes are added to <paramref name="form"/>.</summary>
    /// <param name="form">The form.</param>
    /// <param name="isDefault">Whether text is read when the field is not sent.</param>
    public static TextSettings? Read(FormFields form, bool isDefault = false)
    {
        string languages = Languages.Read(form) ?? TextSettings.DefaultLanguages;
        return Mode.Read(form, isDefault ? TextMode.Layer : TextMode.None) switch
        {
            TextMode.Layer => new TextSettings(Recognize: false),
            TextMode.Ocr => new TextSettings(Recognize: true) { Languages = languages },
            _ => null,
        };
    }
}
