"""Targets that must be refused, and such that must not be: our own sets, used by the tests and by `make bench`."""

from __future__ import annotations

from typing import Final

_LOGIN: Final = "/get.php?username=tina77&password=q8Vb2x&type=m3u_plus"

# Hosts that must not be dialled, as they stand in a link.
_HOSTS: Final = """
127.0.0.1
127.0.0.1:8080
127.1
127.0.1
127.255.255.254
0.0.0.0
0
0:8080
2130706433
0x7f000001
0x7f.1
0x7f.0.0.1
0177.0.0.1
017700000001
127.0.0.01
127.0.0.1.
10.0.0.1
10.255.255.255
172.16.0.1
172.31.255.255
192.168.0.1
192.168.1.1:8080
169.254.169.254
169.254.1.1
100.64.0.1
100.100.100.200
100.127.255.254
168.63.129.16
192.0.0.1
192.0.0.192
192.0.2.1
198.18.0.1
198.19.255.255
198.51.100.7
203.0.113.9
192.88.99.1
192.31.196.1
192.52.193.1
192.175.48.1
224.0.0.1
239.255.255.250
240.0.0.1
255.255.255.255
[::1]
[::1]:8080
[::]
[::ffff:127.0.0.1]
[::ffff:10.0.0.1]
[::ffff:8.8.8.8]
[::127.0.0.1]
[0:0:0:0:0:0:0:1]
[64:ff9b::7f00:1]
[64:ff9b::a00:1]
[64:ff9b:1::1]
[2002:7f00:1::1]
[2002:a00:1::]
[2001::1]
[2001:0:7f00:1::]
[2001:db8::1]
[2001:10::1]
[2001:20::1]
[3fff::1]
[5f00::1]
[fe80::1]
[fe80::1%25eth0]
[fe80::1%eth0]
[fc00::1]
[fd00:ec2::254]
[fec0::1]
[ff02::1]
[100::1]
[::ffff:0:127.0.0.1]
[4000::1]
[1::1]
localhost
localhost:8080
LOCALHOST
localhost.
panel.localhost
tv.local
box.lan
router.home
nas.home.arpa
metadata.google.internal
kubernetes.default.svc
db.internal
panel.corp
panel.intranet
panel.localdomain
hidden.onion
panel.test
panel.invalid
panel.alt
1.0.0.127.in-addr.arpa
metadata
kubernetes
redis:8080
tina:secret7@line.example.com
127.0.0.1@line.example.com
line.example.com@127.0.0.1
line.example.com%2f@127.0.0.1
line.example.com%00.example.org
%6c%6f%63%61%6c%68%6f%73%74
127.0.0.1%23.example.com
line.example.com\\@127.0.0.1
127.0.0.1\\.example.com
line\\example.com
line.example.com:0
line.example.com:22
line.example.com:25
line.example.com:53
line.example.com:110
line.example.com:143
line.example.com:465
line.example.com:587
line.example.com:993
line.example.com:2049
line.example.com:3306
line.example.com:5060
line.example.com:5432
line.example.com:6000
line.example.com:6379
line.example.com:6667
line.example.com:10080
line.example.com:1433
line.example.com:27017
line.example.com:4190
line.example.com:65536
line.example.com:99999
line.example.com:80:80
line.example.com:port
line.example.com:-1
line..example.com
.line.example.com
-line.example.com
line-.example.com
li--ne.example.com
xn--münchen.example.com
xn--0.example.com
xn--999999999.example.com
xn--mnchen-3YA-.example.com
xn--a.example.com
xn--80ak6aa92e.xn--
line\u200b.example.com
line\u00ad.example.com
line\u202e.example.com
line\u200d.example.com
line\x07.example.com
①②⑦.⓪.⓪.①
127。0。0。1
１２７.0.0.1
٢١٣.٠.٠.١.local
ﬁ.example.com
a\u0300\u0316.example.com
☃.example.com
℀.example.com
ａ.example.com
אa.example.com
a·b.example.com
٠۰.example.com
1٠.example.com
li$ne.example.com
li,ne.example.com
li+ne.example.com
li!ne.example.com
[::1
[zz::1]
::1
1.2.3
1.2.3.4.5
1.2.3.256
8.8.8.8.8
1.2.3.4x.0x10
example.com.123
"""
_LONG: Final = ("a" * 64 + ".example.com", "a." * 130 + "example.com", "ä" * 60 + ".example.com")

# What resolves to an address that nobody may have dialled.
_RESOLVED: Final[tuple[list[str], ...]] = (
    ["127.0.0.1"],
    ["10.0.0.1"],
    ["8.8.8.8", "192.168.1.1"],
    ["8.8.8.8", "::1"],
    ["169.254.169.254"],
    ["168.63.129.16"],
    ["::ffff:169.254.169.254"],
    ["64:ff9b::808:808"],
    ["2002:808:808::1"],
    ["fd00::1"],
    ["fe80::1%eth0"],
    ["0.0.0.0"],  # noqa: S104 -- refused, not bound to
    ["224.0.0.251"],
    ["not an address"],
    [],
)
_WHOLE: Final = (
    "",
    "hello",
    "403 in tivimate on port 8080",
    "ftp://line.example.com" + _LOGIN,
    "file:///etc/passwd",
    "gopher://line.example.com:8080/",
    "rtmp://line.example.com/live/tina77/q8Vb2x/1.ts",
    "javascript://line.example.com/%0aalert(1)",
    "http://",
    "http://line.example.com#@127.0.0.1/",
    "http://line.example.com?@127.0.0.1/",
    "http://1.1.1.1 &@127.0.0.1# @3.3.3.3/",
    "http:/\\127.0.0.1/",
    "http:///",
    "http:///get.php?username=tina77&password=q8Vb2x",
    "http://line example.com:8080/get.php?username=tina77&password=q8Vb2x",
    "https://?username=tina77&password=q8Vb2x",
    "tina77:q8Vb2x@line.example.com:8080",
    "http://line.example.com" + _LOGIN + "\nhttp://two.example.com" + _LOGIN,
    "http://line.example.com:8080/play/abcdef1234567890",
    "Server: 192.168.1.1 Username: tina77 Password: q8Vb2x",
    "Portal: http://127.0.0.1:8080/c/ MAC: 00:1A:79:12:34:56",
    "<http://localhost:8080/get.php?username=tina77&password=q8Vb2x>",
)

Row = tuple[str, dict[str, list[str]] | None]

HOSTILE: Final[tuple[Row, ...]] = (
    *((f"http://{host}{_LOGIN}", None) for host in (*_HOSTS.strip().split("\n"), *_LONG)),
    *((f"http://line.example.com:8080{_LOGIN}", {"line.example.com": answers}) for answers in _RESOLVED),
    ("http://line.example.com:8080" + _LOGIN, {"two.example.com": ["8.8.8.8"]}),
    *((text, None) for text in _WHOLE),
)

_GOOD_HOSTS: Final = """
line.example.com
line.example.com:80
line.example.com:8080
line.example.com:8000
line.example.com:8880
line.example.com:25461
line.example.com:25500
line.example.com:2052
line.example.com:2082
line.example.com:2083
line.example.com:2086
line.example.com:2087
line.example.com:2095
line.example.com:2096
line.example.com:443
line.example.com:8443
line.example.com:9090
line.example.com.
LINE.Example.COM:8080
my-line.example.com:8080
my_line.example.com:8080
_tv.example.com
a.b.c.d.e.example.com:8080
x.example.org
1.example.org:8080
4k.example.net
4k-tv.example.net:8080
123.example.net
0x.example.com
münchen.example.com:8080
xn--mnchen-3ya.example.com
straße.example.com
παράδειγμα.example.com
пример.example.com:8080
телевизор.xn--p1ai
مثال.example.com
例え.example.com
אבג.example.com
हिन्दी.example.com
l·l.example.com
ナ・ナ.example.com
8.8.8.8
8.8.8.8:8080
1.1.1.1:25461
5.9.1.2:8080
45.1.2.3:2095
11.0.0.1
100.63.255.255
100.128.0.1
126.255.255.255
128.0.0.1
169.253.1.1
172.15.0.1
172.32.0.1
191.255.0.1
192.0.1.1
192.167.1.1
192.169.1.1
198.17.0.1
198.20.0.1
223.255.255.254
168.63.129.15
٨.٨.٨.٨:8080
[2606:4700::1111]
[2606:4700::1111]:8080
[2a00:1450:4001:82a::200e]
[2a01:4f8::2]:25461
[2400:cb00::1]
[2001:200::1]
[2003::1]
[2c0f:f248::1]
"""
_SHAPES: Final = """
{h}/get.php?username=tina77&password=q8Vb2x&type=m3u_plus&output=ts
{h}/get.php?password=q8Vb2x&username=tina77
{h}/get.php?username=tina77&amp;password=q8Vb2x&amp;type=m3u_plus
{h}/base/get.php?username=tina77&password=q8Vb2x
{h}/get.php?token=0123456789abcdef0123456789abcdef
{h}/player_api.php?username=tina77&password=q8Vb2x
{h}/panel_api.php?username=tina77&password=q8Vb2x
{h}/xmltv.php?username=tina77&password=q8Vb2x
{h}/enigma2.php?username=tina77&password=q8Vb2x
{h}/playlist/tina77/q8Vb2x/m3u_plus
{h}/player_api/tina77/q8Vb2x
{h}/epg/tina77/q8Vb2x/gz
{h}/live/tina77/q8Vb2x/123.ts
{h}/tina77/q8Vb2x/123
{h}/movie/tina77/q8Vb2x/44.mkv
{h}/series/tina77/q8Vb2x/44.mp4
{h}/timeshift/tina77/q8Vb2x/60/2026-11-21:12-00/1.ts
{h}/streaming/live.php?username=tina77&password=q8Vb2x&stream=1
{h}/tina77/q8Vb2x/playlist.m3u
{h}/c/
{h}/c
{h}/c/portal.php
{h}/portal.php?mac=00%3A1A%3A79%3A12%3A34%3A56
{h}/stalker_portal/c/
{h}/stalker_portal/server/load.php
{h}/server/load.php
{h}/ministra/portal.php
{h}/tina77
{h}/lists/tv.m3u
{h}/
{h}
<{h}/get.php?username=tina77&password=q8Vb2x>.
My link is {h}/get.php?username=tina77&password=q8Vb2x, it stopped today.
{h}/get.php?username=tina77&password=q8Vb2x|User-Agent=VLC
Server: {h}\\nUsername: tina77\\nPassword: q8Vb2x
Portal: {h}/c/\\nMAC: 00:1A:79:12:34:56
#EXTINF:-1,News\\n{h}/live/tina77/q8Vb2x/1.ts
"""
LEGITIMATE: Final[tuple[Row, ...]] = (
    *((f"http://{host}{_LOGIN}", None) for host in _GOOD_HOSTS.strip().split("\n")),
    *(
        (line.replace("\\n", "\n").format(h="http://line.example.com:8080"), None)
        for line in _SHAPES.strip().split("\n")
    ),
    *((line.replace("\\n", "\n").format(h="line.example.com:8080"), None) for line in _SHAPES.strip().split("\n")),
    ("line.example.com", {"line.example.com": ["8.8.8.8"]}),
    ("line.example.com", {"LINE.example.com.": ["8.8.8.8", "2606:4700::1111"]}),
    ("http://münchen.example.com" + _LOGIN, {"münchen.example.com": ["8.8.8.8"]}),
    ("http://münchen.example.com" + _LOGIN, {"xn--mnchen-3ya.example.com": ["8.8.8.8"]}),
)
