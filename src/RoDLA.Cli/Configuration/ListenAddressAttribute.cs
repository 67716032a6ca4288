namespace RoDLA.Cli.Configuration;

/// <summary>An IP address, <c>localhost</c> or <c>*</c>.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class ListenAddressAttribute : ValidationAttribute
{
    public ListenAddressAttribute()
        : base("must be an IP address, 'localhost', or '*' for all addresses.")
    {
    }

    public override bool IsValid(object? value) => value is "*" or "localhost" || IPAddress.TryParse(value as string, out _);
}
