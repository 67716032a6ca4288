using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace RoDLA.Cli.Keys;

/// <summary>An API key as it is stored: never the key itself.</summary>
/// <param name="Name">Its name, in logs and as the owner of jobs.</param>
/// <param name="Role">What it allows.</param>
/// <param name="Sha256">SHA-256 of the key, in hexadecimal. A key has 256 random bits, so that a slow hash adds nothing.</param>
/// <param name="CreatedAt">When it was made, UTC.</param>
internal sealed record ApiKey(string Name, AccessRole Role, string Sha256, DateTimeOffset CreatedAt)
{
    private const string Prefix = "rodla_";
    private const int SecretBytes = 32;

    private readonly byte[] _hash = Convert.FromHexString(Sha256);

    /// <summary>A new key, and what the client sends.</summary>
    public static (ApiKey Key, string Secret) Create(string name, AccessRole role, DateTimeOffset now)
    {
        string secret = Prefix + Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(SecretBytes));
        return (Of(name, role, secret, now), secret);
    }

    /// <summary>The key that a client sends as <paramref name="secret"/>.</summary>
    public static ApiKey Of(string name, AccessRole role, string secret, DateTimeOffset createdAt) =>
        new(name, role, Convert.ToHexStringLower(Hash(secret)), createdAt);

    /// <summary>SHA-256 of what a client sent.</summary>
    public static byte[] Hash(string secret) => SHA256.HashData(Encoding.UTF8.GetBytes(secret));

    /// <summary>Whether <paramref name="hash"/> is that of this key, in constant time.</summary>
    public bool Matches(ReadOnlySpan<byte> hash) => CryptographicOperations.FixedTimeEquals(hash, _hash);
}
