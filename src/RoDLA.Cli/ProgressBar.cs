namespace RoDLA.Cli;

/// <summary>A bar on a terminal that tells how far a command is; silent when the output is no terminal.</summary>
/// <param name="terminal">Where it is drawn; null draws nothing.</param>
/// <param name="total">Number of steps.</param>
internal sealed class ProgressBar(TextWriter? terminal, int total)
{
    private const int Width = 30;
    private const int MaxName = 40;

    /// <summary>Draws the bar after <paramref name="done"/> steps, with what is worked on now.</summary>
    public void Show(int done, string name)
    {
        int filled = total == 0 ? Width : Width * done / total;
        string shown = name.Length <= MaxName ? name : string.Concat("...", name.AsSpan(name.Length - MaxName + 3));
        terminal?.Write($"\r[{new string('#', filled)}{new string('-', Width - filled)}] {done}/{total} {shown,-MaxName}");
    }

    /// <summary>Leaves the line to what is printed next.</summary>
    public void Clear() => terminal?.Write("\r" + new string(' ', Width + MaxName + 24) + "\r");
}
