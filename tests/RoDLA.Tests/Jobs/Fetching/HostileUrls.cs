namespace RoDLA.Tests.Jobs.Fetching;

/// <summary>URLs that must never be called. PORT is the port of a server that would be reached.</summary>
internal static class HostileUrls
{
    /// <summary>Hosts that are private by their form, as some parser or network accepted them.</summary>
    private static readonly string[] Hosts =
    [
        // Loopback in every notation.
        "127.0.0.1", "127.0.0.2", "127.255.255.254", "127.1", "127.0.1", "2130706433", "0x7f000001", "0x7F.0.0.1", "0x7f.1", "0177.0.0.1",
        "017700000001", "00000177.0.0.1", "127.0x0.0.1", "0177.0.0x0.01", "127.0.0.1.", "0.0.0.0", "0", "0x0", "00", "0.0", "localhost",
        "LOCALHOST", "localhost.", "x.localhost", "a.b.localhost.", "localhost.localdomain", "ip6-localhost",
        "[::1]", "[0:0:0:0:0:0:0:1]", "[0000:0000:0000:0000:0000:0000:0000:0001]", "[::]", "[::1%25lo]",

        // Other notations of IPv4.
        "１２７.０.０.１", "①②⑦.⓪.⓪.①", "127。0。0。1", "127．0．0．1", "ⓛⓞⓒⓐⓛⓗⓞⓢⓣ", "%31%32%37.0.0.1", "%6c%6f%63alhost", "127.0.0.1%00.example.com",
        "256.256.256.256", "127.0.0.1.1", "1.2.3.4.5", "4294967297", "0x100007f000001", "0x7f000001.", "0x7f.0x0.0x0.0x1",

        // IPv4 inside IPv6: mapped, compatible, translated, NAT64 (both prefixes), 6to4, Teredo, ISATAP.
        "[::ffff:127.0.0.1]", "[::ffff:7f00:1]", "[0:0:0:0:0:ffff:7f00:0001]", "[::ffff:169.254.169.254]", "[::ffff:a9fe:a9fe]",
        "[::ffff:10.0.0.1]", "[::ffff:0.0.0.0]", "[::ffff:100.100.100.200]", "[::127.0.0.1]", "[::7f00:1]", "[::8.8.8.8]", "[::ffff:0:127.0.0.1]",
        "[64:ff9b::127.0.0.1]", "[64:ff9b::7f00:1]", "[64:ff9b::a9fe:a9fe]", "[64:ff9b::10.1.2.3]", "[64:ff9b:1::127.0.0.1]", "[64:ff9b:1::8.8.8.8]",
        "[64:ff9b:1:fffe::a9fe:a9fe]", "[2002:7f00:1::]", "[2002:7f00:1::1]", "[2002:a9fe:a9fe::]", "[2002:a00:1::1]", "[2002:c0a8:101::1]",
        "[2001:0:7f00:1::]", "[2001::80ff:fffe]", "[2001:0:4136:e378:8000:63bf:f7f7:f7f7]", "[fe80::5efe:127.0.0.1]", "[2a00:1450::5efe:7f00:1]",
        "[2a00:1450::200:5efe:10.0.0.1]", "[2a00:1450:4001:82b:0:5efe:169.254.169.254]",

        // Private, carrier-grade NAT, benchmarks.
        "10.0.0.1", "10.255.255.255", "172.16.0.1", "172.31.255.255", "192.168.0.1", "192.168.1.254", "100.64.0.1", "100.127.255.255",
        "198.18.0.1", "198.19.255.255", "[fc00::1]", "[fd12:3456:789a::1]", "[fec0::1]", "[feff::1]",

        // Link-local and cloud metadata.
        "169.254.169.254", "169.254.170.2", "2852039166", "0xa9fea9fe", "0251.0376.0251.0376", "169.254.43518", "0xA9.0xFE.43518",
        "100.100.100.200", "168.63.129.16", "192.0.0.192", "[fe80::1]", "[fe80::1%25eth0]", "[febf::1]", "[fd00:ec2::254]", "[fd20:ce::254]",
        "metadata.google.internal", "METADATA.google.internal.", "metadata", "metadata.goog", "metadata.azure.com", "metadata.azure.internal",
        "instance-data", "instance-data.ec2.internal", "metadata.tencentyun.com", "metadata.packet.net", "metadata.platformequinix.com",

        // Reserved, documentation, multicast, broadcast, not routed.
        "0.1.2.3", "192.0.0.1", "192.0.2.1", "198.51.100.7", "203.0.113.255", "192.88.99.1", "224.0.0.1", "239.255.255.250", "240.0.0.1",
        "255.255.255.255", "[ff02::1]", "[ff0e::1]", "[2001:db8::1]", "[3fff::1]", "[3fff:fff:ffff::1]", "[100::1]", "[2001:2::1]", "[2001:10::1]",
        "[2001:20::1]", "[2001:1ff:ffff::1]", "[5f00::1]", "[4000::1]", "[8000::1]", "[3ffe::1]", "[1::1]", "[64:ff9b:2::1]",

        // Names of private networks.
        "printer.local", "nas.lan", "vault.service.internal", "db.corp", "wiki.intranet", "router.home.arpa", "box.home", "kubernetes.default.svc.cluster.local",
        "intranet", "redis", "x.onion", "x.test", "x.invalid",
    ];

    /// <summary>URLs that are invalid in another way.</summary>
    private static readonly string[] Whole =
    [
        "file:///etc/passwd", "file://127.0.0.1/etc/passwd", "/etc/passwd", "//127.0.0.1:PORT/", "ftp://ftp.example.com/x.png",
        "gopher://127.0.0.1:PORT/_GET%20/", "dict://127.0.0.1:PORT/x", "ldap://127.0.0.1:PORT/x", "ws://public.example.com/", "data:image/png;base64,iVBORw0KGgo=",
        "javascript:alert(1)", "jar:http://127.0.0.1:PORT/!/", "netdoc:///etc/passwd", "mailto:a@example.com", "about:blank", "http://", "http:///x.png",
        "http:127.0.0.1:PORT/", "http:/127.0.0.1:PORT/", "https://", "://127.0.0.1:PORT/", "127.0.0.1:PORT", "", "   ", "x.png", "?", "#", "http://[::1", "http://[]/",
        "http://user@public.example.com/", "http://user:secret@public.example.com/", "http://public.example.com@127.0.0.1:PORT/",
        "http://127.0.0.1:PORT@public.example.com/", "http://public.example.com:80@127.0.0.1:PORT/", "http://public.example.com%40127.0.0.1:PORT/",
        "http://public.example.com\\@127.0.0.1:PORT/", "http:\\\\127.0.0.1:PORT\\", "http://127.0.0.1:PORT\\.public.example.com/",
        " http://127.0.0.1:PORT/", "http://127.0.0.1:PORT/ ", "ht\ntp://127.0.0.1:PORT/", "http://127.0.0.1\t:PORT/", "http://public.example.com/\r\nHost: 127.0.0.1",
        "http://public.example.com\u00A0@127.0.0.1:PORT/", "http://127.0.0.1:PORT#@public.example.com/", "http://127.0.0.1:PORT?@public.example.com/",
        "http://public.example.com:99999/", "http://public.example.com:-1/", "http://public..example.com/", "http://.public.example.com/",
        "http://exa mple.com/", "http://exam$ple.com/", "http://-/", "http://public.example.com:PORT:80/",

        // Public names with private addresses.
        "http://127.0.0.1.nip.io:PORT/", "http://localtest.me:PORT/", "https://inside.attacker.com:PORT/", "http://v6.attacker.com:PORT/",
        "http://mapped.attacker.com:PORT/", "http://nat64.attacker.com:PORT/", "http://mixed.attacker.com:PORT/", "http://mixed6.attacker.com:PORT/",
        "http://metadata.attacker.com:PORT/", "http://cgnat.attacker.com:PORT/", "http://zero.attacker.com:PORT/", "http://multicast.attacker.com:PORT/",
    ];

    /// <summary>The table.</summary>
    public static IEnumerable<string> All => Hosts.Select(h => $"http://{h}:PORT/image.png").Append("https://127.0.0.1:PORT/").Concat(Whole);

    /// <summary>A resolver of an attacker: unknown names resolve to loopback.</summary>
    public static ScriptedResolver Resolver => new ScriptedResolver { Otherwise = ["127.0.0.1"] }
        .On("public.example.com", ["93.184.216.34"])
        .On("v6.attacker.com", ["::1"])
        .On("mapped.attacker.com", ["::ffff:127.0.0.1"])
        .On("nat64.attacker.com", ["64:ff9b::7f00:1"])
        .On("mixed.attacker.com", ["93.184.216.34", "127.0.0.1"])
        .On("mixed6.attacker.com", ["2606:2800:220:1::1", "93.184.216.34", "fd00::1"])
        .On("metadata.attacker.com", ["169.254.169.254"])
        .On("cgnat.attacker.com", ["100.64.0.1"])
        .On("zero.attacker.com", ["0.0.0.0"])
        .On("multicast.attacker.com", ["224.0.0.1"]);
}
