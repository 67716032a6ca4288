using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using RoDLA.Jobs.Fetching;
using RoDLA.Jobs.Model;
using RoDLA.Tests.Imaging;
using Xunit;

namespace RoDLA.Tests.Jobs.Fetching;

public sealed class TlsTests
{
    private static readonly byte[] Image = Fixture.Bytes("png-rgb16.png");
    private static readonly ScriptedResolver Resolver = new ScriptedResolver().On("secure.example.com", ["93.184.216.34"]).On("other.example.com", ["93.184.216.34"]);

    [Fact]
    public async Task FetchAsync_TrustedCertificate_Succeeds()
    {
        using X509Certificate2 certificate = Certificate();
        await using RawHttpServer server = new(certificate);
        server.On("/a", Image);
        using Fetching fetching = Over(server, certificate);

        Assert.Equal(Image, await fetching.GetAsync("https://secure.example.com/a"));
    }

    [Fact]
    public async Task FetchAsync_CertificateOfAnotherHost_IsAFailedDownload()
    {
        using X509Certificate2 certificate = Certificate();
        await using RawHttpServer server = new(certificate);
        server.On("/a", Image);
        using Fetching fetching = Over(server, certificate);

        FetchException e = await fetching.FailAsync("https://other.example.com/a", ErrorCategory.DownloadFailed);

        Assert.Equal("Failed to download image: no secure connection to its host could be made", e.Message);
        Assert.Empty(server.Requests);
    }

    [Fact]
    public async Task FetchAsync_RedirectFromHttpsToHttp_IsRefused()
    {
        using X509Certificate2 certificate = Certificate();
        await using RawHttpServer server = new(certificate);
        server.Redirect("/a", "http://secure.example.com/b").Redirect("/c", "https://secure.example.com/d").On("/d", Image);
        using Fetching fetching = Over(server, certificate);

        FetchException e = await fetching.FailAsync("https://secure.example.com/a", ErrorCategory.AddressRefused);

        Assert.Equal("Failed to download image: it redirects from https to http", e.Message);
        Assert.Equal(Image, await fetching.GetAsync("https://secure.example.com/c"));
    }

    [Fact]
    public async Task FetchAsync_CertificateWithPrivateUrls_CallsNone()
    {
        await using RawHttpServer victim = new();
        using X509Certificate2 certificate = Certificate(victim);
        await using RawHttpServer server = new(certificate);
        server.On("/a", Image);
        using Fetching fetching = Over(server, null);

        await fetching.FailAsync("https://secure.example.com/a", ErrorCategory.DownloadFailed);

        Assert.True(server.Connections > 0);
        Assert.Equal(0, victim.Connections);
    }

    /// <summary>A certificate; with a victim, one with the URL of its issuer there.</summary>
    private static X509Certificate2 Certificate(RawHttpServer? victim = null)
    {
        using ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        CertificateRequest request = new("CN=secure.example.com", key, HashAlgorithmName.SHA256);
        SubjectAlternativeNameBuilder names = new();
        names.AddDnsName("secure.example.com");
        request.CertificateExtensions.Add(names.Build());
        DateTimeOffset now = DateTimeOffset.UtcNow;
        if (victim is null)
        {
            using X509Certificate2 own = request.CreateSelfSigned(now.AddDays(-1), now.AddDays(1));
            return X509CertificateLoader.LoadPkcs12(own.Export(X509ContentType.Pfx), null);
        }

        request.CertificateExtensions.Add(new X509AuthorityInformationAccessExtension([victim.Url("/ocsp")], [victim.Url("/issuer.crt")]));
        request.CertificateExtensions.Add(CertificateRevocationListBuilder.BuildCrlDistributionPointExtension([victim.Url("/list.crl")]));
        using ECDsa issuerKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        X509SignatureGenerator issuer = X509SignatureGenerator.CreateForECDsa(issuerKey);
        using X509Certificate2 issued = request.Create(new X500DistinguishedName("CN=Some Authority"), issuer, now.AddDays(-1), now.AddDays(1), [1, 2, 3]);
        using X509Certificate2 withKey = issued.CopyWithPrivateKey(key);
        return X509CertificateLoader.LoadPkcs12(withKey.Export(X509ContentType.Pfx), null);
    }

    private static Fetching Over(RawHttpServer server, X509Certificate2? root)
    {
        Fetching fetching = new(null, Resolver);
        fetching.Put("93.184.216.34:443", server);
        if (root is not null)
        {
            X509ChainPolicy policy = ((SocketsHttpHandler)fetching.Handler.InnerHandler!).SslOptions.CertificateChainPolicy!;
            policy.TrustMode = X509ChainTrustMode.CustomRootTrust;
            policy.CustomTrustStore.Add(root);
        }

        return fetching;
    }
}
