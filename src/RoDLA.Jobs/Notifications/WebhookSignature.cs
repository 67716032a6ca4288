using System.Text;

namespace RoDLA.Jobs.Notifications;

/// <summary>
/// Signs webhooks: <c>t=SECONDS,v1=HEX</c> with HEX = HMAC-SHA256(secret, SECONDS + "." + body), lower case. The time is
/// signed too, so that a recorded request cannot be replayed later.
/// </summary>
internal static class WebhookSignature
{
    /// <summary>Value of the header <c>X-RoDLA-Signature</c>.</summary>
    public static string Of(string secret, long unixSeconds, ReadOnlySpan<byte> body)
    {
        string time = unixSeconds.ToString(CultureInfo.InvariantCulture);
        using IncrementalHash hash = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, Encoding.UTF8.GetBytes(secret));
        hash.AppendData(Encoding.UTF8.GetBytes(time + "."));
        hash.AppendData(body);
        return $"t={time},v1={Convert.ToHexStringLower(hash.GetHashAndReset())}";
    }
}
