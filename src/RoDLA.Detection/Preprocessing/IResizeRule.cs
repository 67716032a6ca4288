using RoDLA.Imaging;

namespace RoDLA.Detection.Preprocessing;

/// <summary>Decides how large the input tensor is for a page, and where the page lies in it.</summary>
internal interface IResizeRule
{
    /// <summary>Sizes worth running once before the first request.</summary>
    IReadOnlyList<PageSize> WarmUpPages { get; }

    /// <summary>Whether tensors come in a few fixed sizes.</summary>
    bool HasFixedSizes { get; }

    /// <summary>The geometry for a page of this size.</summary>
    PageGeometry Fit(PageSize page);
}
