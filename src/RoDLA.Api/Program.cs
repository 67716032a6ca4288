using RoDLA.Api.CommandLine;

return await new Commands(Environment.GetEnvironmentVariable, Console.Out, Console.Error).RunAsync(args, CancellationToken.None);
