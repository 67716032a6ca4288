using System.Globalization;
using RoDLA.Fuzzing.Http;
using RoDLA.Fuzzing.Targets;
using SharpFuzz;

return args.FirstOrDefault() switch
{
    "targets" => await TargetFuzz.RunAsync(inputs: Number(1, 20_000), seed: Number(2, 1)) ? 0 : 1,
    "http" => await HttpFuzz.RunAsync(TimeSpan.FromMinutes(Number(1, 60)), requests: Number(2, int.MaxValue), seed: Number(3, 1)) ? 0 : 1,
    "replay" when args.Length > 2 && Target(args[1]) is { } target => await ReplayAsync(target, args[2]),
    "afl" when args.Length > 1 => Afl(args[1]),
    "seeds" when args.Length > 2 && Target(args[1]) is { } target => WriteSeeds(target, args[2]),
    _ => Usage(),
};

static IFuzzTarget? Target(string name) => TargetFuzz.All.FirstOrDefault(t => t.Name == name);

int Number(int place, int otherwise) => args.Length > place ? int.Parse(args[place], CultureInfo.InvariantCulture) : otherwise;

// Started by afl-fuzz, which gives an input on the standard input; see afl.sh. Instrumented code may run inside the callback only.
static int Afl(string name)
{
    IFuzzTarget? target = null;
    Fuzzer.OutOfProcess.Run((Stream stream) =>
    {
        target ??= Target(name) ?? throw new ArgumentException($"'{name}' is not a target.");
        using MemoryStream input = new();
        stream.CopyTo(input);
        target.ReadAsync(input.ToArray()).GetAwaiter().GetResult();
    });
    return 0;
}

static async Task<int> ReplayAsync(IFuzzTarget target, string file)
{
    await target.ReadAsync(await File.ReadAllBytesAsync(file));
    Console.WriteLine("read, or refused as documented");
    return 0;
}

static int WriteSeeds(IFuzzTarget target, string folder)
{
    Directory.CreateDirectory(folder);
    for (int i = 0; i < target.Seeds.Count; i++)
    {
        File.WriteAllBytes(Path.Combine(folder, $"{i:00}"), target.Seeds[i]);
    }

    return 0;
}

static int Usage()
{
    Console.Error.WriteLine(
        $"""
        targets [INPUTS] [SEED]            mutated inputs to every reader in this process
        http [MINUTES] [REQUESTS] [SEED]   mutated requests to the service
        replay TARGET FILE                 one input, such as a finding
        seeds TARGET FOLDER                writes the target's good inputs
        afl TARGET                         for afl-fuzz: {string.Join(", ", TargetFuzz.All.Select(t => t.Name))}
        """);
    return 2;
}
