namespace RoDLA.Detection.Order;

/// <summary>What classes are to the reading order.</summary>
internal static class OrderRoles
{
    /// <summary>The role of a class; <see cref="OrderRole.Body"/> for one that is not known.</summary>
    public static OrderRole Of(string className) => ClassRoles.RoleOf(className) switch
    {
        ElementRole.Header => OrderRole.Header,
        ElementRole.Footer or ElementRole.PageNumber => OrderRole.Footer,
        ElementRole.Footnote => OrderRole.Footnote,
        ElementRole.Caption => OrderRole.Caption,
        ElementRole.Picture or ElementRole.Chart => OrderRole.Figure,
        ElementRole.Table => OrderRole.Table,
        _ => OrderRole.Body,
    };
}
