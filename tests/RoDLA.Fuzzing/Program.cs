using System.Globalization;
using RoDLA.Fuzzing.Http;

// http [MINUTES] [REQUESTS] [SEED]
return args.FirstOrDefault() switch
{
    "http" => await HttpFuzz.RunAsync(TimeSpan.FromMinutes(Number(1, 60)), Number(2, int.MaxValue), Number(3, 1)) ? 0 : 1,
    _ => Usage(),
};

int Number(int place, int otherwise) => args.Length > place ? int.Parse(args[place], CultureInfo.InvariantCulture) : otherwise;

static int Usage()
{
    Console.Error.WriteLine("http [MINUTES] [REQUESTS] [SEED]");
    return 2;
}
