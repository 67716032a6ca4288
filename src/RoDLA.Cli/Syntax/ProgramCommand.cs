namespace RoDLA.Cli.Syntax;

/// <summary>A command: its arguments and options, and what it does.</summary>
internal abstract class ProgramCommand : Command
{
    /// <summary>Describes the command.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="description">One sentence, for the help.</param>
    /// <param name="files">The files that it works on; null when it takes none.</param>
    protected ProgramCommand(string name, string description, Argument<string[]>? files = null)
        : base(name, description)
    {
        Files = files;
        if (files is not null)
        {
            Arguments.Add(files);
        }
    }

    /// <summary>The files that it works on; null when it takes none.</summary>
    public Argument<string[]>? Files { get; }

    /// <summary>What is missing, or wrong with several options together.</summary>
    public virtual IEnumerable<string> Check(ParseResult parse) => [];

    /// <summary>Whether an option was given; its value may still be wrong.</summary>
    protected static bool IsGiven(ParseResult parse, Option option) => parse.GetResult(option) is { Implicit: false };

    /// <summary>Whether at least one file was given.</summary>
    protected bool HasFiles(ParseResult parse) => parse.GetResult(Files!) is { Tokens.Count: > 0 };

    /// <summary>The messages of the required options that were not given.</summary>
    protected static IEnumerable<string> Missing(ParseResult parse, params IEnumerable<(Option Option, string Message)> required) =>
        required.Where(r => !IsGiven(parse, r.Option)).Select(r => r.Message);

    /// <summary>Adds the command's own options.</summary>
    protected void AddOptions(params IEnumerable<Option> options)
    {
        foreach (Option option in options)
        {
            Options.Add(option);
        }
    }

    /// <summary>Runs the command.</summary>
    /// <returns>See <see cref="Output.ExitCode"/>.</returns>
    public abstract Task<int> RunAsync(ParseResult parse, CommandContext context, CancellationToken cancellationToken);
}
