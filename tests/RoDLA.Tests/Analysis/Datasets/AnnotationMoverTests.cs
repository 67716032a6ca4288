using System.Text.Json.Nodes;
using RoDLA.Analysis.Datasets;
using RoDLA.Tests.Analysis.Perturbing;
using Xunit;

namespace RoDLA.Tests.Analysis.Datasets;

public sealed class AnnotationMoverTests
{
    [Fact]
    public void Move_BoxAlone_MovesAndItsAreaIsTheBoxs() => Assert.Equal(
        """{"image_id":4,"bbox":[110.124,20,30,40],"score":0.5,"area":1200}""",
        Move("""{"id":9,"image_id":4,"bbox":[10.12351,10,30,40],"score":0.5}""", new Shift(100, 10)));

    [Fact]
    public void Move_Polygons_MoveAndTheAreaIsTheirs() => Assert.Equal(
        """{"bbox":[1,2,4,3],"segmentation":[[1,2,5,2,5,5],[1,2,2,2,2,3,1,3]],"area":7}""",
        Move("""{"bbox":[0,0,4,3],"segmentation":[[0,0,4,0,4,3],[0,0,1,0,1,1,0,1]],"area":0}""", new Shift(1, 2)));

    [Fact]
    public void Move_PageThatStays_PolygonsStayAsWritten() => Assert.Equal(
        """{"bbox":[0,0,4,3],"segmentation":[[0.12345,0,4.0,0,4,3]],"area":5.815}""",
        Move("""{"bbox":[0,0,4,3],"segmentation":[[0.12345,0,4.0,0,4,3]]}""", null));

    [Fact]
    public void Move_RunLengthMaskOfAPageThatStays_IsKept() => Assert.Equal(
        """{"bbox":[0,0,4,3],"segmentation":{"counts":[1,2],"size":[3,1]},"iscrowd":1,"area":12}""",
        Move("""{"bbox":[0,0,4,3],"segmentation":{"counts":[1,2],"size":[3,1]},"iscrowd":1,"area":2}""", null));

    private static string Move(string annotation, Shift? shift) =>
        AnnotationMover.Move((JsonObject)JsonNode.Parse(annotation)!, shift).ToJsonString();
}
