using FsCheck;
using FsCheck.Fluent;
using RoDLA.Jobs.Results.Cache;
using Xunit;

namespace RoDLA.Tests.Jobs.Results.Cache;

public sealed class LruIndexTests
{
    private const int Capacity = 100;

    private static Arbitrary<(int Kind, string Key, int Bytes)[]> AnySteps =>
        (from kind in Gen.Choose(0, 9)
         from key in Gen.Choose(0, 12)
         from bytes in Gen.OneOf(Gen.Choose(0, 40), Gen.Choose(0, Capacity))
         select (kind, $"k{key}", bytes))
        .ArrayOf().Resize(200).ToArbitrary();

    [Fact]
    public void Add_AnySteps_BehavesLikeAList() => Prop.ForAll(AnySteps, steps =>
    {
        LruIndex index = new(Capacity);
        List<(string Key, int Bytes)> model = [];
        foreach ((int kind, string key, int bytes) in steps)
        {
            int at = model.FindIndex(e => e.Key == key);
            if (kind < 3)
            {
                Assert.Equal(at >= 0, index.Touch(key));
                if (at >= 0)
                {
                    (string, int) entry = model[at];
                    model.RemoveAt(at);
                    model.Insert(0, entry);
                }
            }
            else if (kind == 3)
            {
                Assert.Equal(at >= 0, index.Remove(key));
                model.RemoveAll(e => e.Key == key);
            }
            else
            {
                model.RemoveAll(e => e.Key == key);
                model.Insert(0, (key, bytes));
                List<string> evicted = [];
                while (model.Sum(e => e.Bytes) > Capacity)
                {
                    evicted.Add(model[^1].Key);
                    model.RemoveAt(model.Count - 1);
                }

                Assert.Equal(evicted, index.Add(key, bytes));
            }

            Assert.Equal(model.Select(e => e.Key), index.Keys);
            Assert.Equal(model.Sum(e => e.Bytes), index.Bytes);
            Assert.InRange(index.Bytes, 0, Capacity);
        }
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(500));

    [Fact]
    public void Add_LargerThanTheCapacity_IsRefused()
    {
        LruIndex index = new(Capacity);

        Assert.False(index.Fits(Capacity + 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => index.Add("k", Capacity + 1));
        Assert.Equal(0, index.Bytes);
    }
}
