using RoDLA.Api.Hosting;

return await RodlaProgram.Create(Environment.GetEnvironmentVariable, Console.Out, Console.Error).RunAsync(args, CancellationToken.None);
