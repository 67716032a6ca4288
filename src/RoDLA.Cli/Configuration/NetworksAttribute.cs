namespace RoDLA.Cli.Configuration;

/// <summary>IP addresses and networks separated by commas.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class NetworksAttribute() : ValidationAttribute("must be addresses and networks such as '10.0.0.0/8', separated by commas.")
{
    /// <summary>The single networks of a list; an address is a network of one.</summary>
    /// <exception cref="FormatException">One is not understood.</exception>
    public static IEnumerable<IPNetwork> Split(string networks) =>
        networks.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(Parse);

    public override bool IsValid(object? value)
    {
        try
        {
            return value is string text && Split(text).Count() >= 0;
        }
        catch (FormatException)
        {
            return false;
        }
    }

    private static IPNetwork Parse(string text)
    {
        const int BitsOfAByte = 8;
        return IPAddress.TryParse(text, out IPAddress? address)
            ? new IPNetwork(address, address.GetAddressBytes().Length * BitsOfAByte)
            : IPNetwork.Parse(text);
    }
}
