using System.Text.Json;
using RoDLA.Analysis.Evaluation.Labels;
using RoDLA.Imaging;
using RoDLA.Tests.Api.Fixtures;
using Xunit;

namespace RoDLA.Tests.Analysis.Evaluation;

public sealed class LabelReaderTests : IDisposable
{
    private static readonly LabelTarget[] Pages = [new("in/a.png", new PageSize(200, 100)), new("in/b.png", new PageSize(100, 100))];

    private readonly TemporaryFolder _folder = new();

    [Theory]
    [InlineData("data.yaml", "names: ['Text', \"List\"]")]
    [InlineData("data.yml", "train: x\nnames:\n- Text\n- List\nnc: 2\n")]
    [InlineData("data.yaml", "names:\n  # two\n  0: Text\n  1: List\nval: images\n")]
    [InlineData("classes.txt", "Text\nList\n")]
    [InlineData("obj.names", "Text\r\nList\r\n")]
    public void Read_YoloWithNamesInAnyForm_HasBoxesInPixels(string file, string names)
    {
        LabelSet set = Read((file, names), ("labels/a.txt", "1 0.5 0.5 0.25 0.5\n0 0.1 0.2 0.2 0.4 0.87\n"));

        Assert.Empty(set.Mistakes);
        Assert.Equal(("yolo", "Text,List"), (set.Format, string.Join(',', set.Classes)));
        Assert.Equal(["List 75,25,50,50", "Text 0,0,40,40"], set.Pages[0].Select(Text));
        Assert.Empty(set.Pages[1]);
    }

    [Theory]
    [InlineData("2 0.5 0.5 0.2 0.2")]
    [InlineData("0 0.5 0.5 0.2")]
    [InlineData("0 50 50 20 20")]
    [InlineData("Text 0.5 0.5 0.2 0.2")]
    [InlineData("0 NaN 0.5 0.2 0.2")]
    public void Read_YoloLineThatIsNoLabel_IsAMistake(string line) =>
        Assert.StartsWith("Line 1 of 'a.txt' is no label", Assert.Single(Read(("classes.txt", "Text"), ("a.txt", line)).Mistakes), StringComparison.Ordinal);

    [Fact]
    public void Read_VocWithADifficultBox_KeepsTheMark()
    {
        const string Box = "<bndbox><xmin>1</xmin><ymin>2</ymin><xmax>11</xmax><ymax>22.5</ymax></bndbox>";
        LabelSet set = Read(
            ("a.xml", $"<annotation><object><name> Text </name><difficult>1</difficult>{Box}</object></annotation>"),
            ("b.xml", $"<annotation><object><name>List</name>{Box}</object></annotation>"));

        Assert.Empty(set.Mistakes);
        Assert.Equal("List,Text", string.Join(',', set.Classes));
        Assert.Equal("Text 1,2,10,20.5", Text(set.Pages[0][0]));
        Assert.Equal(1, set.Pages[0][0].Annotation["difficult"]!.GetValue<double>());
        Assert.False(set.Pages[1][0].Annotation.ContainsKey("difficult"));
    }

    [Theory]
    [InlineData("<annotation><object><name>Text</name></object></annotation>", "has no name, or no bndbox")]
    [InlineData("<annotation>", "cannot be read")]
    [InlineData("<!DOCTYPE x [<!ENTITY e SYSTEM 'file:///etc/hostname'>]><annotation>&e;</annotation>", "cannot be read")]
    [InlineData("<annotation><size><width>9</width><height>9</height></size></annotation>", "9×9 pixels")]
    public void Read_VocWithAMistake_SaysWhich(string xml, string message) =>
        Assert.Contains(Read(("a.xml", xml), ("b.xml", "<annotation/>")).Mistakes, m => m.Contains(message, StringComparison.Ordinal));

    [Fact]
    public void Read_CocoWithFoldersAndPolygons_FindsThePages()
    {
        LabelSet set = Read(("gt.json", """
            {"images":[{"id":7,"file_name":"b.png"},{"id":8,"file_name":"in/a.png"},{"id":9,"file_name":"other.png"}],
             "annotations":[{"image_id":7,"category_id":1,"bbox":[1,2,3,4],"iscrowd":1,"segmentation":{"counts":"x","size":[1,1]}},
                            {"image_id":8,"category_id":1,"bbox":[5,6,7,8],"area":9,"segmentation":[[5,6,12,6,12,14]]},
                            {"image_id":9,"category_id":1,"bbox":[5,6,7,8]}],
             "categories":[{"id":1,"name":"Text"}]}
            """));

        Assert.Empty(set.Mistakes);
        Assert.Equal("""{"bbox":[5,6,7,8],"segmentation":[[5,6,12,6,12,14]],"area":9}""", set.Pages[0][0].Annotation.ToJsonString());
        Assert.Equal("""{"bbox":[1,2,3,4],"iscrowd":1}""", set.Pages[1][0].Annotation.ToJsonString());
    }

    [Fact]
    public void Read_SeveralKinds_IsAMistake() =>
        Assert.Contains("several kinds", Assert.Single(Read(("gt.json", "{}"), ("a.xml", "<annotation/>")).Mistakes), StringComparison.Ordinal);

    [Fact]
    public void Read_TextFilesWithoutNames_AsksForThem() =>
        Assert.Contains("classes.txt", Assert.Single(Read(("a.txt", "0 0 0 1 1")).Mistakes), StringComparison.Ordinal);

    [Fact]
    public void Read_OtherTextFiles_AreNoLabels() => Assert.Equal(LabelSet.None, Read(("README.txt", "hello")));

    public void Dispose() => _folder.Dispose();

    private LabelSet Read(params (string Name, string Text)[] files) => LabelReader.Read(
        [
            .. files.Select((f, i) =>
            {
                string path = Path.Combine(_folder.Path, i.ToString("D3"));
                File.WriteAllText(path, f.Text);
                return new LabelFile(f.Name, path);
            }),
        ],
        Pages);

    private static string Text(PageLabel label) =>
        $"{label.ClassName} {string.Join(',', JsonSerializer.Deserialize<double[]>(label.Annotation["bbox"]!)!.Select(n => Math.Round(n, 6)))}";
}
