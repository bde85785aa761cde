from __future__ import annotations

from urllib.parse import quote

import pytest

from bot.core.account.login import Login, Server
from bot.core.account.partial import Partial
from bot.core.account.paste import Pasted, parse
from bot.core.account.secret import Secret
from tests.cases import each
from tests.core.test_redaction_clean import TEXTS
from tests.core.test_redaction_shapes import LINKED, MAC, MACS, PAIRS, PASSWORD, USER, fill, written

H = "http://line.example.com:8080"
SERVER = Server("http", "line.example.com", 8080)
U, P = Secret("Tina77"), Secret("q8Vb2x")
LOGIN = Login("xtream", SERVER, U, P)
BOX = Login("stalker", SERVER, mac=Secret("00:1A:79:12:34:56"))
# Redaction masks more than a login: what is no account of a panel, or a link without its server.
NOT_OURS = ("curl -u", "@", "GET /", "HEAD /", "foo={u}")

XTREAM = """
{h}/get.php?username=Tina77&password=q8Vb2x&type=m3u_plus&output=ts
{h}/get.php?output=m3u8&type=m3u&password=q8Vb2x&username=Tina77
{h}/get.php?username=Tina77&amp;password=q8Vb2x&amp;type=m3u_plus
{h}/get.php?username=Tina77&amp;amp;password=q8Vb2x
{h}/get.php?USERNAME=Tina77&Password=q8Vb2x
{h}/get.php?user=Tina77&pass=q8Vb2x
{h}/get.php?usrnme=Tina77&psswrd=q8Vb2x
{h}/get.php?username=T%69na77&password=q8%56b2x
{h}/get.php?username=%20Tina77%20&password=q8Vb2x%20
{h}/get.php?username=Tina77?password=q8Vb2x
{h}/get.php&username=Tina77&password=q8Vb2x
{h}/player_api.php?username=Tina77&password=q8Vb2x&action=get_live_streams
{h}/player_api?username=Tina77&password=q8Vb2x
{h}/panel_api.php?username=Tina77&password=q8Vb2x
{h}/xmltv.php?username=Tina77&password=q8Vb2x
{h}/enigma2.php?username=Tina77&password=q8Vb2x
{h}/odd.php?username=Tina77&password=q8Vb2x
{h}/playlist/Tina77/q8Vb2x
{h}/playlist/Tina77/q8Vb2x/m3u_plus
{h}/player_api/Tina77/q8Vb2x
{h}/player_api/Tina77/q8Vb2x/get_live_streams
{h}/epg/Tina77/q8Vb2x/gz
{h}/live/Tina77/q8Vb2x/123.ts
{h}/live/Tina77/q8Vb2x/123.m3u8
{h}/live/T%69na77/q8%56b2x/123.ts
{h}/Tina77/q8Vb2x/123
{h}/Tina77/q8Vb2x/123.ts
{h}/Tina77/q8Vb2x
{h}/movie/Tina77/q8Vb2x/44.mkv
{h}/series/Tina77/q8Vb2x/44.mp4
{h}/timeshift/Tina77/q8Vb2x/60/2026-11-21:12-00/1.ts
{h}/hlsr/Tina77/q8Vb2x/12
{h}/streaming/live.php?username=Tina77&password=q8Vb2x&stream=1&extension=ts
{h}/Tina77/q8Vb2x/playlist.m3u
{h}/get.php?username=Tina77&password=q8Vb2x|User-Agent=VLC/3.0.18
<{h}/get.php?username=Tina77&password=q8Vb2x>
({h}/get.php?username=Tina77&password=q8Vb2x).
"{h}/get.php?username=Tina77&password=q8Vb2x",
`{h}/get.php?username=Tina77&password=q8Vb2x`
**{h}/get.php?username=Tina77&password=q8Vb2x**
[my list]({h}/get.php?username=Tina77&password=q8Vb2x)
[{h}/get.php?username=Tina77&password=q8Vb2x]({h}/get.php?username=Tina77&password=q8Vb2x)
My list {h}/get.php?username=Tina77&password=q8Vb2x stopped today, why?
{h}/get.php?username=Tina77\\n&password=q8Vb2x&type=m3u_plus
{h}/get.php?username=Tina77&\\npassword=q8Vb2x
{h}/get.php?\\n  username=Tina77&password=q8Vb2x
http%3A%2F%2Fline.example.com%3A8080%2Fget.php%3Fusername%3DTina77%26password%3Dq8Vb2x
http:\\/\\/line.example.com:8080\\/get.php?username=Tina77&password=q8Vb2x
HTTP://LINE.example.com:8080/get.php?username=Tina77&password=q8Vb2x
http://line.example.com:٨٠٨٠/get.php?username=Tina77&password=q8Vb2x
line.example.com:8080/get.php?username=Tina77&password=q8Vb2x
#EXTM3U\\n#EXTINF:-1 tvg-id="a",News\\n{h}/Tina77/q8Vb2x/1.ts\\n#EXTINF:-1,Sport\\n{h}/Tina77/q8Vb2x/2.ts
{h}/get.php?username=Tina77&password=q8Vb2x\\nEPG: {h}/xmltv.php?username=Tina77&password=q8Vb2x
Server: {h}\\nUsername: Tina77\\nPassword: q8Vb2x\\nM3U: {h}/get.php?username=Tina77&password=q8Vb2x
Server: line.example.com\\nPort: 8080\\nUser: Tina77\\nPass: q8Vb2x
Server: line.example.com Port 8080 User: Tina77 Pass: q8Vb2x
Host: {h} User: Tina77 Pass: q8Vb2x
URL: {h}\\nusername=Tina77 password=q8Vb2x
URL: {h}\\nusername=Tina77\\npassword=q8Vb2x
Portal {h}/ | User Tina77 | Pass q8Vb2x
{h}\\nTina77\\nq8Vb2x
Server | Username | Password\\n{h} | Tina77 | q8Vb2x
Login: Tina77 / q8Vb2x\\n{h}
DNS: {h}/c/ Username: Tina77 Password: q8Vb2x
URL del servidor: {h}\\nNombre de usuario: Tina77\\nContraseña: q8Vb2x
Adresse du serveur : {h}\\nNom d'utilisateur : Tina77\\nMot de passe : q8Vb2x
Server-Adresse: {h}\\nBenutzername: Tina77\\nPasswort: q8Vb2x
Servidor: {h}\\nUsuário: Tina77\\nSenha: q8Vb2x
Indirizzo: {h}\\nNome utente: Tina77\\nParola d'ordine: q8Vb2x
Sunucu: {h}\\nKullanıcı adı: Tina77\\nŞifre: q8Vb2x
Сервер: {h}\\nИмя пользователя: Tina77\\nПароль: q8Vb2x
السيرفر: {h}\\nاسم المستخدم: Tina77\\nكلمة المرور: q8Vb2x
Usuario: Tina77 Contraseña: q8Vb2x {h}
Сервер line.example.com порт 8080 логин Tina77 пароль q8Vb2x
السيرفر: line.example.com المنفذ: 8080 يوزر: Tina77 باسورد: q8Vb2x
Visit www.provider.example or setup.apk. Host {h} Username: Tina77 Password: q8Vb2x
"""
PORTALS = """
{h}/c/ 00:1A:79:12:34:56
{h}/c 00:1a:79:12:34:56
{h}/c/index.html 00:1A:79:12:34:56
{h}/c/portal.php MAC: 00-1A-79-12-34-56
{h}/portal.php?mac=00:1A:79:12:34:56
{h}/portal.php?type=stb&action=handshake&mac=00%3A1A%3A79%3A12%3A34%3A56
{h}/server/load.php\\nMAC 001A79123456
Portal: {h}/c/\\nMAC: 00:1A:79:12:34:56
{h} 00:1A:79:12:34:56
line.example.com:8080/c/ mac 00.1A.79.12.34.56
MAC 00:1A:79:12:34:56 portal line.example.com:8080
Portal: {h}/c/ MAC: OO:1A:79:12:34:56
عنوان الماك: 00:1A:79:12:34:56\\nرابط: {h}/c/
"""


def lines(block: str) -> list[str]:
    return [line.replace("{h}", H).replace("\\n", "\n") for line in block.strip().split("\n")]


@each("text", lines(XTREAM))
@each("asked", [None, "link", "username", "password"])
def test_an_xtream_login_whatever_was_asked(text: str, asked: str | None) -> None:
    assert parse(text, asked) == Pasted((LOGIN,))


@pytest.mark.parametrize("text", lines(PORTALS))
def test_a_portal_with_its_mac(text: str) -> None:
    assert parse(text) == Pasted((BOX,))


@pytest.mark.parametrize(
    ("text", "base"),
    [
        ("/iptv/get.php?username=Tina77&password=q8Vb2x", "/iptv"),
        ("/a/b/player_api.php?username=Tina77&password=q8Vb2x", "/a/b"),
        ("/iptv/live/Tina77/q8Vb2x/1.ts", "/iptv"),
        ("/iptv/playlist/Tina77/q8Vb2x/ts", "/iptv"),
    ],
)
def test_the_path_before_the_endpoint_is_kept(text: str, base: str) -> None:
    assert [login.server.base for login in parse(H + text).logins] == [base]


@pytest.mark.parametrize(
    "path", ["/stalker_portal/c/", "/stalker_portal/server/load.php", "/stalker_portal/c/portal.php"]
)
def test_the_path_before_a_portal_is_kept(path: str) -> None:
    found = parse(H + path)
    assert found.partial == Partial("stalker", Server("http", "line.example.com", 8080, "/stalker_portal"))
    assert found.missing == ("mac",)


@pytest.mark.parametrize(
    ("text", "scheme", "port"),
    [
        ("line.example.com", "http", 80),
        ("line.example.com:8080", "http", 8080),
        ("line.example.com:25461", "http", 25461),
        ("line.example.com:443", "https", 443),
        ("line.example.com:8443/", "https", 8443),
        ("line.example.com:2083", "https", 2083),
        ("http://line.example.com:443", "http", 443),
        ("https://line.example.com", "https", 443),
        ("https://line.example.com:8080", "https", 8080),
        ("Server: line.example.com Port: 2096", "https", 2096),
        ("Server: https://line.example.com Port: 8080", "https", 8080),
    ],
)
def test_without_a_scheme_the_port_decides(text: str, scheme: str, port: int) -> None:
    found = parse(text)
    assert found.missing == ("username", "password")
    assert found.partial.server is not None
    assert (found.partial.server.scheme, found.partial.server.port) == (scheme, port)


@pytest.mark.parametrize(
    ("text", "partial", "missing"),
    [
        ("198.51.100.23:8080", Partial(server=Server("http", "198.51.100.23", 8080)), ("username", "password")),
        ("[2606:4700::1]:8080", Partial(server=Server("http", "2606:4700::1", 8080)), ("username", "password")),
        ("line.example.com:8080/Tina77", Partial(server=SERVER, username=U), ("password",)),
        (H + "/get.php?username=Tina77&type=m3u", Partial(server=SERVER, username=U), ("password",)),
        (H + "/get.php?username=Tina77&password=&type=m3u", Partial(server=SERVER, username=U), ("password",)),
        (H + "/get.php?password=q8Vb2x", Partial(server=SERVER, password=P), ("username",)),
        (H + "/get.php?username=USERNAME&password=PASSWORD", Partial(server=SERVER), ("username", "password")),
        (H + "/get.php", Partial(server=SERVER), ("username", "password")),
        (H + "/c/", Partial("stalker", SERVER), ("mac",)),
        ("Username: Tina77\nPassword: q8Vb2x", Partial(username=U, password=P), ("server",)),
        ("my password is q8Vb2x", Partial(password=P), ("server", "username")),
        ("MAC: 00:1a:79:12:34:56", Partial(mac=BOX.mac), ("server",)),
        (f"Server: {H}\nUsername: Tina77", Partial(server=SERVER, username=U), ("password",)),
        (f"Server: {H}\nPassword: q8Vb2x", Partial(server=SERVER, password=P), ("username",)),
    ],
)
def test_a_part_and_what_is_missing_in_asking_order(text: str, partial: Partial, missing: tuple[str, ...]) -> None:
    assert parse(text) == Pasted((), partial, missing)


@each(
    "text, problem",
    [
        (H + "/play/abcdef1234567890", "token link"),
        (H + "/auth/abcdef1234567890", "token link"),
        (H + "/hls/abcdef1234567890abcdef/1.m3u8", "token link"),
        (H + "/player_api.php?token=0123456789abcdef0123456789abcdef", "token link"),
        ("http://Tina77:q8Vb2x@line.example.com:8080/", "userinfo"),
        ("Tina77:q8Vb2x@line.example.com:8080", "userinfo"),
        ("ftp://line.example.com/get.php?username=Tina77&password=q8Vb2x", "scheme"),
        ("rtmp://line.example.com/live/Tina77/q8Vb2x/1.ts", "scheme"),
        (H + "/get.php?username=Tina77&passw", "cut link"),
        (H + "/get.php?username=Tina77&password=q8…", "cut link"),
        (H + "/get.php?username=Tina77&password=q8V...", "cut link"),
        (H + "/get.php?username=Tina77&", "cut link"),
        ("http://line%2eexample.com/get.php?username=Tina77&password=q8Vb2x", "percent"),
        ("http://line\\example.com/get.php?username=Tina77&password=q8Vb2x", "backslash"),
        ("http://line.example.com:80800/get.php?username=Tina77&password=q8Vb2x", "port"),
        ("http://line..example.com/get.php?username=Tina77&password=q8Vb2x", "name"),
        ("http://li\u200bne.example.com/get.php?username=Tina77&password=q8Vb2x", "characters"),
        ("http://[fe80::1%25eth0]/get.php?username=Tina77&password=q8Vb2x", "zone"),
    ],
)
def test_what_cannot_be_checked(text: str, problem: str) -> None:
    found = parse(text)
    assert not found.logins
    assert found.problems == (problem,)


def test_a_stream_without_a_login_is_only_a_problem_where_a_link_was_asked_for() -> None:
    text = "https://cdn.example.com/hls/720/1234.ts"
    assert not parse(text)
    assert parse(text, "link").problems == ("stream link",)


@pytest.mark.parametrize(
    ("text", "path"),
    [
        (H + "/get.php?token=0123456789abcdef0123456789abcdef", "/get.php?token=0123456789abcdef0123456789abcdef"),
        (H + "/lists/my list.m3u".replace(" ", "ä"), "/lists/my%C3%A4list.m3u"),
    ],
)
def test_a_playlist_without_a_login_is_read_as_it_is(text: str, path: str) -> None:
    assert parse(text) == Pasted((Login("m3u", SERVER, link=Secret(path)),))


@pytest.mark.parametrize(
    "text",
    [
        f"{H}/get.php?username=Tina77&password=q8Vb2x {H}/get.php?username=Otto88&password=zz9Top1",
        f"{H}/get.php?username=Tina77&password=q8Vb2x {H}/get.php?username=Tina77&password=zz9Top1",
        f"{H}/get.php?username=Tina77&password=q8Vb2x http://two.example.com/get.php?username=Tina77&password=q8Vb2x",
        f"{H}\nUser: Tina77 Pass: q8Vb2x\nUser: Otto88 Pass: zz9Top1",
        f"{H}\nUser | Pass\nTina77 | q8Vb2x\nOtto88 | zz9Top1",
        f"{H}/get.php?username=Tina77&password=q8Vb2x and User: Otto88 Pass: zz9Top1",
        f"{H}/c/ 00:1A:79:12:34:56 00:1A:79:12:34:57",
        f"{H}/portal.php?mac=00:1A:79:12:34:56 {H}/portal.php?mac=00:1A:79:12:34:57",
    ],
)
def test_several_logins_are_recognised(text: str) -> None:
    assert len(parse(text).logins) == 2


def test_the_same_login_twice_is_one() -> None:
    text = (
        f"{H}/get.php?username=Tina77&password=q8Vb2x\nhttps://line.example.com/get.php?username=Tina77&password=q8Vb2x"
    )
    assert parse(text) == Pasted((LOGIN,))
    assert parse(f"{H}/c/ 00:1A:79:12:34:56 and 001A79123456") == Pasted((BOX,))
    assert parse(f"{H}/get.php?username=Tina77&password=q8Vb2x or {H}/c/ with 00:1A:79:12:34:56") == Pasted((LOGIN,))


CHAT = [
    "403 in tivimate on port 8080",
    "channels keep buffering on my 192.168.1.5 box",
    "user tina77 gets 403",
    "is line.example.com down?",
    "http://line.example.com:8080 does not answer since yesterday",
    "I use TiviMate 4.7.0 on android 12",
    "what is http://…/get.php?username=…",
    "see https://github.com/example/iptv/issues/1234",
    "install setup.example.apk from com.example.player",
    "player.apk",
    "",
    "  ",
    "wrong username or password",
]


@pytest.mark.parametrize("text", CHAT)
def test_a_chat_is_no_login(text: str) -> None:
    assert parse(text) in {Pasted(), Pasted((), problems=("name",))}
    assert not parse(text).logins


def test_clean_texts_hold_no_login_but_playlists() -> None:
    for text in TEXTS:
        found = parse(text)
        assert all(login.kind == "m3u" for login in found.logins)
        assert not any((found.partial.username, found.partial.password, found.partial.mac))


@each("template", PAIRS)
def test_every_spelling_that_redaction_knows_is_understood(template: str) -> None:
    if template.startswith("curl"):
        return
    logins = parse(fill(template), known=Partial(server=SERVER)).logins
    assert [(login.username, login.password) for login in logins] == [(Secret(USER), Secret(PASSWORD))]


@each("template", LINKED)
def test_every_link_that_redaction_knows_is_understood(template: str) -> None:
    logins = parse(fill(template)).logins
    if any(sign in template for sign in NOT_OURS) or template.startswith("/"):
        assert not logins
    else:
        assert [(login.username, login.password) for login in logins] == [(Secret(USER), Secret(PASSWORD))]


@each("template", written(MACS))
def test_every_mac_that_redaction_knows_is_understood(template: str) -> None:
    if "{m}" in template:
        found = parse(fill(template), known=Partial("stalker", SERVER))
        assert [login.mac for login in found.logins] == [Secret(MAC)]


@each("answer", ["hunter2", "403", "Ünï çödé", "a b", "http", "user:pass", "q8/Vb2@x!", "Pass:word1"])
@each("asked", ["username", "password"])
def test_a_bare_answer_is_what_was_asked_for(answer: str, asked: str) -> None:
    found = parse(f"\u200b {answer} \n", asked, Partial(server=SERVER))
    assert getattr(found.partial, asked) == Secret(answer)


@pytest.mark.parametrize(
    "answer", ["“hunter2”", '"hunter2"', "`hunter2`", "<hunter2>", "Password: hunter2", "password =  hunter2"]
)
def test_quotes_and_labels_round_an_answer_are_none_of_it(answer: str) -> None:
    assert parse(answer, "password").partial == Partial(password=Secret("hunter2"))


@pytest.mark.parametrize("asked", ["username", "password"])
@pytest.mark.parametrize("text", ["cancel", "I don't know", "no sé", "weiß ich nicht", "не знаю"])
def test_a_refusal_is_no_answer(text: str, asked: str) -> None:
    known = Partial(server=SERVER)
    assert parse(text, asked, known) == Pasted((), known, ("username", "password"))


@pytest.mark.parametrize("asked", ["username", "password"])
def test_a_link_that_was_given_instead_of_an_answer_is_understood(asked: str) -> None:
    assert parse(H, asked) == Pasted((), Partial(server=SERVER), ("username", "password"))


@pytest.mark.parametrize("text", ["http://a.example.com#@127.0.0.1/", "http://1.1.1.1 &@127.0.0.1# @3.3.3.3/"])
def test_nobody_can_say_which_host_is_meant(text: str) -> None:
    assert parse(text, "link").problems == ("userinfo",)


def test_a_label_of_something_else_belongs_to_the_answer() -> None:
    assert parse("Username: hunter2", "password").partial.password == Secret("Username: hunter2")


def test_a_login_is_completed_part_by_part() -> None:
    found = parse("line.example.com:8080", "server")
    assert found.missing == ("username", "password")
    found = parse("Tina77", "username", found.partial)
    assert found.missing == ("password",)
    assert parse("q8Vb2x", "password", found.partial) == Pasted((LOGIN,))


def test_both_parts_at_once_complete_a_server() -> None:
    assert parse("user Tina77 pass q8Vb2x", "username", Partial(server=SERVER)) == Pasted((LOGIN,))
    assert parse("my password is q8Vb2x", None, Partial(server=SERVER, username=U)) == Pasted((LOGIN,))
    assert parse("Username: Tina77\nPassword: q8Vb2x", "password", Partial(server=SERVER)) == Pasted((LOGIN,))


def test_a_new_server_replaces_the_known_one() -> None:
    known = Partial(server=Server("http", "old.example.com", 80))
    assert parse("line.example.com:8080", "server", known).partial.server == SERVER
    assert parse(f"{H} user Tina77 pass q8Vb2x", None, known) == Pasted((LOGIN,))


def test_an_answer_about_the_server() -> None:
    assert parse("it is line.example.com:8080, I think", "server").partial == Partial(server=SERVER)
    assert parse("http://line.example.com:8080/iptv/", "server").partial.server == Server(
        "http", "line.example.com", 8080, "/iptv"
    )
    assert parse("http://line.example.com:8080/a/index.html?x=1", "server").partial.server == Server(
        "http", "line.example.com", 8080, "/a"
    )
    assert parse("line.example.com 8080", "server").partial == Partial(server=SERVER)
    assert parse("localhost:8080", "server").partial.server == Server("http", "localhost", 8080)
    assert parse("hunter2", "server") == Pasted((), problems=("name",))
    assert parse("hunter2", "server", Partial(username=U)).missing == ("server", "password")
    assert parse("", "server") == Pasted()
    assert parse("user Tina77 pass q8Vb2x", "server").missing == ("server",)


def test_an_answer_about_the_mac() -> None:
    known = Partial("stalker", SERVER)
    for answer in ("00:1A:79:12:34:56", "00-1a-79-12-34-56", "001a79123456", "OO:1A:79:12:34:56", "0 0 1a 79 12 34 56"):
        assert parse(answer, "mac", known) == Pasted((BOX,))
    assert parse("my mac is 00:1A:79:12:34:56", "mac", known) == Pasted((BOX,))
    assert parse("00:1A:79", "mac", known) == Pasted((), known, ("mac",), ("mac",))
    assert parse("", "mac", known) == Pasted((), known, ("mac",))
    assert parse(f"{H}/c/", "mac").missing == ("mac",)


def test_nothing_new_leaves_what_is_missing() -> None:
    known = Partial(server=SERVER, username=U)
    assert parse("what do you mean", None, known) == Pasted((), known, ("password",))
    assert parse("", "password", known) == Pasted((), known, ("password",))


def test_special_characters_stay_and_nothing_is_lower_cased() -> None:
    text = f"{H}/get.php?username=Tina%26Co&password=Pä%23ss%2Bword%3D1&type=m3u_plus"
    login = parse(text).logins[0]
    assert (login.username, login.password) == (Secret("Tina&Co"), Secret("Pä#ss+word=1"))
    login = parse(f"{H}/get.php?username=Tina@x.example&password=a%E4b").logins[0]
    assert (login.username, login.password) == (Secret("Tina@x.example"), Secret("aäb"))


def test_nothing_secret_shows() -> None:
    for text in lines(XTREAM) + lines(PORTALS):
        shown = repr(parse(text)).lower()
        assert not any(secret in shown for secret in ("tina77", "q8vb2x", "12:34:56"))


@pytest.mark.parametrize("password", ["a?", "Sun#?", "p&x=1", "x y", "50%", "ü&…x"])
def test_a_password_of_any_signs_comes_out_of_its_percent_encoding(password: str) -> None:
    found = parse(f"http://line.example.com:8080/player_api.php?username=ab12&password={quote(password)}", "link")
    (login,) = found.logins
    assert login.password == Secret(password)
