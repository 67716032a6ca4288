namespace RoDLA.Detection.Preprocessing;

/// <summary>Computes the size of the input tensor for a page, and the position of the page in it.</summary>
internal interface IResizeRule
{
    /// <summary>Page sizes for the warm-up.</summary>
    IReadOnlyList<PageSize> WarmUpPages { get; }

    /// <summary>Whether tensors have a few fixed sizes.</summary>
    bool HasFixedSizes { get; }

    /// <summary>The geometry for a page of this size.</summary>
    PageGeometry Fit(PageSize page);
}
