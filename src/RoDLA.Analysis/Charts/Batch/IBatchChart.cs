namespace RoDLA.Analysis.Charts.Batch;

/// <summary>A chart over all images of a batch; it is drawn of any batch, one without results included.</summary>
internal interface IBatchChart : IChart<BatchChartInput>;
