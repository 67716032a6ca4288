using RoDLA.Detection;
using RoDLA.Tests.Imaging;
using Xunit;
using static RoDLA.Tests.Detection.Rules.RulesFixture;

namespace RoDLA.Tests.Detection.Rules;

/// <summary>Files of rules that a test writes, in real processes of SWI-Prolog.</summary>
public sealed class LayoutRulesTests
{
    private static readonly LayoutElement[] Page =
    [
        Element("Picture", 0.9f, 100, 100, 500, 400),
        Element("Text", 0.8f, 100, 700, 900, 800),
        Element("Text", 0.7f, 100, 410, 500, 430),
        Element("Table", 0.6f, 100, 900, 900, 1200),
        Element("Title", 0.5f, 100, 20, 900, 60),
    ];

    [ToolFact(Tool, Package)]
    public async Task ApplyAsync_EveryAction_ChangesTheLayoutAndIsTold()
    {
        await using RulesFixture fixture = new RulesFixture().Write("all", """
            relation(A, B, caption_of) :- class(A, 'Caption'), nearest(A, ['Picture'], B, _).
            drop(A, no_title-"this page has none") :- class(A, 'Title').
            relabel(A, 'Caption', below_picture-"it's right below a picture") :-
                class(A, 'Text'), nearest(A, ['Picture'], B, Distance), Distance < 20, above(B, A, _).
            adjust(A, 0.95, 'tables are sure') :- class(A, 'Table').
            adjust(A, 0.2, doubtful-"below the threshold") :- class(A, 'Text'), height(A, 100.0).
            """);

        PageLayout layout = await fixture.ApplyAsync("all", Page);

        Assert.Equal(
            [("Table", 0.95f, 8), ("Picture", 0.9f, 6), ("Caption", 0.7f, 0)],
            layout.Elements.Select(e => (e.ClassName, e.Confidence, e.ClassId)));
        Assert.Equal([new LayoutRelation(2, 1, "caption_of")], layout.Relations);
        Assert.Equal(
            [
                ("no_title", "drop", null, "this page has none", "Title"),
                ("below_picture", "relabel", 2, "it's right below a picture", "Text"),
                ("doubtful", "adjust", null, "below the threshold", "Text"),
                ("", "adjust", 0, "tables are sure", "Table"),
                ("caption_of", "relation", (int?)2, "", "Caption"),
            ],
            layout.RuleChanges.Select(c => (c.Rule, c.Action, c.Element, c.Reason, c.ClassName))
                .OrderBy(c => Array.IndexOf(["drop", "relabel", "adjust", "relation"], c.Action)).ThenByDescending(c => c.Rule));
        RuleChange dropped = layout.RuleChanges[0];
        Assert.Equal([100f, 20, 900, 60], dropped.Box);
        Assert.Equal(0.5f, dropped.Confidence);
        Assert.Equal("Caption", layout.RuleChanges.Single(c => c.Action == "relabel").NewClassName);
        Assert.Equal(0.95f, layout.RuleChanges.Single(c => c.Rule == "").NewConfidence);
        Assert.Equal(1, layout.RuleChanges[^1].OtherElement);
    }

    [ToolFact(Tool, Package)]
    public async Task ApplyAsync_SeveralChangesOfOneElement_FirstOfEachKindCountsAndDroppedGetNone()
    {
        await using RulesFixture fixture = new RulesFixture().Write("many", """
            relabel(A, 'Caption', first-"1") :- class(A, 'Text').
            relabel(A, 'Footnote', second-"2") :- class(A, 'Text').
            relabel(A, 'Footnote', third-"3") :- class(A, 'Title').
            drop(A, fourth-"4") :- class(A, 'Title').
            drop(A, fifth-"5") :- class(A, 'Title').
            relation(A, B, beside_title) :- class(A, 'Caption'), class(B, 'Title').
            """);

        PageLayout layout = await fixture.ApplyAsync("many", Page);

        Assert.Equal(["fourth", "first", "first"], layout.RuleChanges.Select(c => c.Rule));
        Assert.Equal(["Picture", "Caption", "Caption", "Table"], layout.Elements.Select(e => e.ClassName));
        Assert.Empty(layout.Relations);
    }

    [ToolFact(Tool, Package)]
    public async Task ApplyAsync_NoRules_IsTheLayoutItself()
    {
        await using RulesFixture fixture = new();
        PageLayout layout = new("any", Page);

        Assert.Same(layout, await fixture.Rules.ApplyAsync(
            layout, new(1000, 1400), new DetectionSettings(0.3f), default, CancellationToken.None));
    }

    [ToolTheory(Tool, Package)]
    [InlineData("drop(A, x) :- class(A, 'Text'", "bad.pl:1:", "Syntax error")]
    [InlineData("drop(A, x) :- clas(A, 'Text').", "clas", "does not exist")]
    [InlineData("drop(A, x) :- class(A, Class).", "Class", "ingleton")]
    [InlineData("drop(A, x) :- class(A, 'Text'), shell(ls).", "permission", "shell")]
    [InlineData("drop(A, x) :- class(A, 'Text'), open('/etc/passwd', read, _).", "permission", "open")]
    [InlineData("drop(A, x) :- class(A, 'Text'), process_create(path(ls), [], []).", "", "process_create")]
    [InlineData("drop(A, x) :- class(A, 'Text'), tcp_connect(localhost:80, _, []).", "", "tcp_connect")]
    [InlineData("drop(A, x) :- class(A, 'Text'), assertz(user:fact).", "permission", "assertz")]
    [InlineData("drop(A, x) :- class(A, 'Text'), retractall(page:detection(_, _, _, _, _, _, _)).", "permission", "retractall")]
    [InlineData(":- shell(ls).\ndrop(A, x) :- class(A, 'Text').", "permission", "shell")]
    [InlineData(":- use_module(library(process)).\ndrop(A, x) :- class(A, 'Text').", "", "process")]
    [InlineData(":- initialization(halt).\ndrop(A, x) :- class(A, 'Text').", "", "halt")]
    [InlineData(":- if(shell(ls)).\n:- endif.\ndrop(A, x) :- class(A, 'Text').", "permission", "if(shell(ls))")]
    [InlineData(":- module(other, []).\ndrop(A, x) :- class(A, 'Text').", "permission", "module(other")]
    [InlineData("?- shell(ls).\ndrop(A, x) :- class(A, 'Text').", "permission", "shell")]
    [InlineData("term_expansion(_, []) :- shell(ls).\ndrop(A, x) :- class(A, 'Text').", "permission", "shell")]
    [InlineData("drop(A, x) :- class(A, 'Text'), call(A).", "andbox", "call")]
    public async Task CheckAsync_BadFile_IsRefusedWithTheMessageOfProlog(string text, params string[] parts)
    {
        await using RulesFixture fixture = new RulesFixture().Write("bad", text);

        LayoutRulesException refused =
            await Assert.ThrowsAsync<LayoutRulesException>(() => fixture.Rules.CheckAsync("bad", CancellationToken.None));

        Assert.StartsWith("The layout rules 'bad' have a mistake: ", refused.Message, StringComparison.Ordinal);
        Assert.All(parts, part => Assert.Contains(part, refused.Message, StringComparison.Ordinal));
        Assert.DoesNotContain("/rules/", refused.Message, StringComparison.Ordinal);
    }

    [ToolTheory(Tool, Package)]
    [InlineData("relabel(A, 'Heading', x-y) :- class(A, 'Text').", "the class 'Heading'; the model has Caption, Footnote")]
    [InlineData("adjust(A, 1.5, x-y) :- class(A, 'Text').", "the confidence '1.5'")]
    [InlineData("drop(99, x-y).", "the element '99'")]
    [InlineData("drop(A, x-y) :- class(A, 'Text'), A < foo.", "foo")]
    [InlineData("drop(A, x-y) :- class(A, 'Text'), length(_, 100000000).", "tack")]
    public async Task ApplyAsync_RuleThatFails_IsRefusedAndTheNextPageIsServed(string text, string part)
    {
        await using RulesFixture fixture = new RulesFixture().Write("bad", text).Write("good", "drop(A, x-y) :- class(A, 'Title').");

        LayoutRulesException refused = await Assert.ThrowsAsync<LayoutRulesException>(() => fixture.ApplyAsync("bad", Page));

        Assert.Contains(part, refused.Message, StringComparison.Ordinal);
        Assert.Equal(4, (await fixture.ApplyAsync("good", Page)).Elements.Count);
    }

    [ToolFact(Tool, Package)]
    public async Task ApplyAsync_EndlessRule_IsStoppedAtTheLimitAndTheNextPageIsServed()
    {
        RulesOptions options = new() { Timeout = TimeSpan.FromMilliseconds(300), Processes = 1 };
        await using RulesFixture fixture = new RulesFixture(options)
            .Write("endless", "drop(A, x-y) :- class(A, 'Text'), repeat, fail.").Write("good", "drop(A, x-y) :- class(A, 'Title').");

        LayoutRulesException refused = await Assert.ThrowsAsync<LayoutRulesException>(() => fixture.ApplyAsync("endless", Page));

        Assert.Contains("longer than 0.3 s", refused.Message, StringComparison.Ordinal);
        options.Timeout = TimeSpan.FromSeconds(20);
        Assert.Equal(4, (await fixture.ApplyAsync("good", Page)).Elements.Count);
    }

    [ToolFact(Tool, Package)]
    public async Task ApplyAsync_CancelledMeanwhile_EndsAtOnce()
    {
        await using RulesFixture fixture = new RulesFixture().Write("endless", "drop(A, x-y) :- class(A, 'Text'), repeat, fail.");
        using CancellationTokenSource caller = new();
        Task<PageLayout> page = fixture.ApplyAsync("endless", caller.Token, Page);

        caller.CancelAfter(TimeSpan.FromMilliseconds(100));

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => page.WaitAsync(TimeSpan.FromSeconds(15)));
    }

    [ToolFact(Tool, Package)]
    public async Task ApplyAsync_ManyPagesAtOnceOfTwoFiles_AllAreServedByFewProcesses()
    {
        RulesOptions options = new() { Timeout = TimeSpan.FromSeconds(20), Processes = 2, PagesPerProcess = 7, QueueTimeout = TimeSpan.FromMinutes(5) };
        await using RulesFixture fixture = new RulesFixture(options)
            .Write("one", "drop(A, x-y) :- class(A, 'Title').").Write("two", "drop(A, x-y) :- class(A, 'Text').");

        PageLayout[] pages = await Task.WhenAll(Enumerable.Range(0, 24).Select(i => fixture.ApplyAsync(i % 3 == 0 ? "two" : "one", Page)));

        Assert.All(pages.Index(), page => Assert.Equal(page.Index % 3 == 0 ? 3 : 4, page.Item.Elements.Count));
    }

    [ToolFact(Tool, Package)]
    public async Task ApplyAsync_FileChanged_IsLoadedAgain()
    {
        await using RulesFixture fixture = new RulesFixture().Write("rules", "drop(A, x-y) :- class(A, 'Title').");
        string before = fixture.Rules.VersionOf("rules");
        Assert.Equal(4, (await fixture.ApplyAsync("rules", Page)).Elements.Count);

        fixture.Write("rules", "drop(A, x-y) :- class(A, 'Text').");

        Assert.Equal(3, (await fixture.ApplyAsync("rules", Page)).Elements.Count);
        Assert.NotEqual(before, fixture.Rules.VersionOf("rules"));
    }

    [ToolFact(Tool, Package)]
    public async Task ApplyAsync_ClassNameWithQuotes_IsPassedAsItIs()
    {
        await using RulesFixture fixture = new RulesFixture().Write("all", "relation(A, A, Class) :- class(A, Class), Class \\== 'Text'.");

        PageLayout layout = await fixture.ApplyAsync("all", new LayoutElement(0, "it's a \\ line\nof 'é'", 0.5f, new(-1.5f, 1e-7f, 1e7f, 3)));

        Assert.Equal("it's a \\ line of 'é'", Assert.Single(layout.Relations).Name);
    }

    [Theory]
    [InlineData("none")]
    [InlineData("../rules/there")]
    [InlineData("")]
    public async Task CheckAsync_NoSuchFile_NamesThoseThatThereAre(string name)
    {
        await using RulesFixture fixture = new RulesFixture().Write("there", "");

        LayoutRulesException refused =
            await Assert.ThrowsAsync<LayoutRulesException>(() => fixture.Rules.CheckAsync(name, CancellationToken.None));

        Assert.Equal($"There are no layout rules '{name}'; there are: there.", refused.Message);
        Assert.False(refused.IsNotInstalled);
    }

    [Fact]
    public async Task CheckAsync_NoProlog_SaysWhatToInstall()
    {
        await using RulesFixture fixture = new RulesFixture(new RulesOptions { Program = "no-such-prolog" }).Write("there", "");

        LayoutRulesException refused =
            await Assert.ThrowsAsync<LayoutRulesException>(() => fixture.Rules.CheckAsync("there", CancellationToken.None));

        Assert.True(refused.IsNotInstalled);
        Assert.Contains("apt install swi-prolog-nox", refused.Message, StringComparison.Ordinal);
        Assert.Equal(refused.Message, fixture.Rules.WhyUnavailable);
    }
}
