using RoDLA.Api.Forms;
using RoDLA.Api.Uploads;

namespace RoDLA.Api.Detection;

/// <summary>Which pages of a document: a number from 1 and, where the endpoint takes many pages, <c>all</c>.</summary>
internal sealed class PagesField(string name, string description) : FormField<PageSelection>(name, description, PageSelection.First)
{
    /// <summary>Whether <c>all</c> is refused.</summary>
    public bool IsSingle { get; init; }

    /// <inheritdoc/>
    protected override PageSelection Parse(FormFields form, string name, string text) =>
        !PageSelection.TryParse(text, out PageSelection pages)
            ? Refuse(form, name, IsSingle ? "It must be a page number from 1." : "It must be a page number from 1, or 'all'.")
        : pages.IsAll && IsSingle ? Refuse(form, name, "One page is worked on at a time: send its number.")
        : pages;

    /// <inheritdoc/>
    protected override void Describe(OpenApiSchema schema, bool inJson)
    {
        schema.Type = IsSingle ? JsonSchemaType.Integer : JsonSchemaType.String;
        schema.Default = IsSingle ? 1 : "1";
        schema.Minimum = IsSingle ? "1" : null;
    }
}
