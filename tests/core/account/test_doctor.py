from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

import pytest

from bot.core import texts
from bot.core.account.doctor import Finding, examine
from bot.core.account.login import Server
from bot.core.account.partial import Partial
from bot.core.account.paste import parse
from bot.core.account.repairs import mend
from bot.core.account.secret import MASK, Secret
from bot.core.texts import say
from tests.cases import each

if TYPE_CHECKING:
    from bot.core.account.doctor import Examination, Wanted

FIELDS: Final[tuple[Wanted | None, ...]] = (None, "xtream", "m3u", "mac")
H = "http://line.example.com:8080"
UP = "username=tina77&password=q8Vb2x"
FULL = UP + "&type=m3u_plus&output=ts"
LIST = f"{H}/get.php?username={MASK}&password={MASK}&type=m3u_plus"
LIST_TS = LIST + "&output=ts"
API = f"{H}/player_api.php?username={MASK}&password={MASK}"
PORTAL = f"{H}/c/ + MAC {MASK}"
XTREAM = f"{H} + username {MASK} + password {MASK}"

# text, what is found, the corrected form. In the text, {h} is the panel, {up} the login, {full} the whole query.
BROKEN: Final[tuple[tuple[str, str, str | None], ...]] = (
    ("{h}/get.php?username=tina77&pasword=q8Vb2x&type=m3u_plus", "parameter spelling", LIST),
    ("{h}/get.php?usename=tina77&password=q8Vb2x&type=m3u_plus", "parameter spelling", LIST),
    ("{h}/get.php?username=tina77&passwrod=q8Vb2x&type=m3u_plus", "parameter spelling", LIST),
    ("{h}/get.php?usrnme=tina77&password=q8Vb2x&type=m3u_plus", "parameter spelling", LIST),
    ("{h}/get.php?{up}&tpye=m3u_plus", "parameter spelling", LIST),
    ("{h}/get.php?{up}&type=m3u_plus&ouput=ts", "parameter spelling", LIST_TS),
    ("{h}/get.php?user=tina77&password=q8Vb2x&type=m3u_plus", "parameter name", LIST),
    ("{h}/get.php?username=tina77&pass=q8Vb2x&type=m3u_plus", "parameter name", LIST),
    ("{h}/get.php?username=tina77&pwd=q8Vb2x&type=m3u_plus", "parameter name", LIST),
    ("{h}/get.php?username=tina77&Password=q8Vb2x&type=m3u_plus", "parameter case", LIST),
    ("{h}/get.php?{up}&password=other&type=m3u_plus", "parameter twice", LIST),
    ("{h}/get.php?password=q8Vb2x&type=m3u_plus", "no username", LIST),
    ("{h}/get.php?username=tina77&type=m3u_plus", "no password", LIST),
    ("{h}/tina77", "no password", LIST),
    ("{h}/get.php?{up}", "no type", LIST),
    ("{h}/get.php?username=&password=q8Vb2x&type=m3u_plus", "username empty", LIST),
    ("{h}/get.php?username=tina77&password=&type=m3u_plus", "password empty", LIST),
    ("{h}/get.php?{up}&type=", "type empty", LIST),
    ("{h}/get.php?{up}&type=m3u_plus&output=", "output empty", LIST),
    ("{h}/get.php?{up}&type=m3u8", "wrong type", LIST + "&output=m3u8"),
    ("{h}/get.php?{up}&type=list", "wrong type", LIST),
    ("{h}/get.php?{up}&type=ts", "wrong type", LIST_TS),
    ("{h}/get.php?{up}&type=m3u_plus&output=mkv", "wrong output", LIST),
    ("{h}/get.php?{up}&type=m3u_plus&output=m3u", "wrong output", f"{LIST[:-8]}m3u"),
    ("{h}/get.php?{up}&type=ts&output=m3u_plus", "type and output swapped", LIST_TS),
    ("{h}/get.php?username=%20tina77&password=q8Vb2x&type=m3u_plus", "space in value", LIST),
    ("{h}/get.php?username=USERNAME&password=q8Vb2x&type=m3u_plus", "placeholder", LIST),
    ("{h}/get.php?username=tina77&password=xxxx&type=m3u_plus", "placeholder", LIST),
    ("{h}/player_api.php?{up}&action=get_live_streams", "api action", API),
    ("{h}/get.php??{full}", "two question marks", LIST_TS),
    ("{h}/get.php?username=tina77?password=q8Vb2x&type=m3u_plus", "two question marks", LIST),
    ("{h}/get.php&{full}", "no question mark", LIST_TS),
    ("{h}/get.php{full}", "no question mark", LIST_TS),
    ("{h}/get.php/{full}", "no question mark", LIST_TS),
    ("{h}/get.php?&{full}", "ampersand first", LIST_TS),
    ("{h}/get.php?username=tina77&&password=q8Vb2x&type=m3u_plus", "two ampersands", LIST),
    ("{h}/get.php?username=tina77;password=q8Vb2x;type=m3u_plus", "semicolons", LIST),
    ("{h}/get.php?username=tina77 password=q8Vb2x type=m3u_plus", "spaces for ampersands", LIST),
    ("{h}/get.php?username=tina77&amp;password=q8Vb2x&amp;type=m3u_plus", "html ampersand", LIST),
    ("{h}/get.php?username=tina77%26amp;password=q8Vb2x%26type=m3u_plus", "percent ampersand", LIST),
    ("http%3A%2F%2Fline.example.com%3A8080%2Fget.php%3F{full}", "encoded link", LIST_TS),
    ("{h}/get.ph?{full}", "endpoint", LIST_TS),
    ("{h}/getphp?{full}", "endpoint", LIST_TS),
    ("{h}/gett.php?{full}", "endpoint", LIST_TS),
    ("{h}/get?{full}", "endpoint", LIST_TS),
    ("{h}/player_api?{up}", "endpoint", API),
    ("{h}/plaer_api.php?{up}", "endpoint", API),
    ("{h}/playerapi.php?{up}", "endpoint", API),
    ("{h}/GET.PHP?{full}", "path case", LIST_TS),
    ("{h}/get.php/?{full}", "slash behind endpoint", LIST_TS),
    ("{h}//get.php?{full}", "slash twice", LIST_TS),
    ("{h}/panel_api.php?{up}", "panel api", API),
    ("{h}/xmltv.php?{up}", "guide link", LIST),
    ("{h}/live/tina77/q8Vb2x/123.ts", "stream link", LIST),
    ("{h}/tina77/q8Vb2x/123.m3u8", "stream link", LIST),
    ("https://cdn.example.com/hls/720/1.ts", "stream link", None),
    ("{h}/play/abcdef1234567890", "token link", None),
    ("{h}/lists/tv.m3u", "list file", None),
    ("https://line.example.com:8080/get.php?{full}", "https on http port", LIST_TS),
    ("https://line.example.com:25461/get.php?{full}", "https on http port", LIST_TS.replace("8080", "25461")),
    (
        "http://line.example.com:443/get.php?{full}",
        "http on https port",
        LIST_TS.replace(H, "https://line.example.com"),
    ),
    (
        "http://line.example.com:8443/get.php?{full}",
        "http on https port",
        LIST_TS.replace(H, "https://line.example.com:8443"),
    ),
    ("http://line.example.com:/get.php?{full}", "port empty", LIST_TS.replace(":8080", "")),
    ("{h}:8080/get.php?{full}", "port twice", LIST_TS),
    ("http://line.example.com:8O80/get.php?{full}", "letters in port", LIST_TS),
    ("http://line.example.com:80800/get.php?{full}", "bad port", None),
    ("http://line,example,com:8080/get.php?{full}", "commas in host", LIST_TS),
    ("http://line..example.com:8080/get.php?{full}", "dots twice", LIST_TS),
    ("http://li$ne.example.com:8080/get.php?{full}", "bad host", None),
    ("http:\\\\line.example.com:8080\\get.php?{full}", "backslashes", LIST_TS),
    ("http:/line.example.com:8080/get.php?{full}", "scheme misspelt", LIST_TS),
    ("htp://line.example.com:8080/get.php?{full}", "scheme misspelt", LIST_TS),
    ("htttps://line.example.com/get.php?{full}", "scheme misspelt", LIST_TS.replace(H, "https://line.example.com")),
    ("ttp://line.example.com:8080/get.php?{full}", "scheme misspelt", LIST_TS),
    ("http//line.example.com:8080/get.php?{full}", "scheme misspelt", LIST_TS),
    ("http:://line.example.com:8080/get.php?{full}", "scheme misspelt", LIST_TS),
    ("http;//line.example.com:8080/get.php?{full}", "scheme misspelt", LIST_TS),
    ("http:line.example.com:8080/get.php?{full}", "scheme misspelt", LIST_TS),
    ("http://http://line.example.com:8080/get.php?{full}", "scheme twice", LIST_TS),
    ("line.example.com:8080/get.php?{full}", "no scheme", LIST_TS),
    ("line.example.com:443/get.php?{full}", "no scheme", LIST_TS.replace(H, "https://line.example.com")),
    ("{h} /get.php?{full}", "spaces inside", LIST_TS),
    ("http:// line.example.com:8080/get.php?{full}", "spaces inside", LIST_TS),
    ("http ://line.example.com:8080/get.php?{full}", "spaces inside", LIST_TS),
    ("http://line.example.com :8080/get.php?{full}", "spaces inside", LIST_TS),
    ("http://line.example.com: 8080/get.php?{full}", "spaces inside", LIST_TS),
    ("{h}/get.php ?{full}", "spaces inside", LIST_TS),
    ("h t t p ://line.example.com:8080/get.php?{full}", "spaces inside", LIST_TS),
    ("http : //line.example.com:8080/get.php?{full}", "spaces inside", LIST_TS),
    ("http://\nline.example.com:8080/get.php?{full}", "spaces inside", LIST_TS),
    ("http://line. example.com:8080/get.php?{full}", "spaces inside", LIST_TS),
    ("http://line.example .com:8080/get.php?{full}", "spaces inside", LIST_TS),
    ("http://line.example.com:80 80/get.php?{full}", "spaces inside", LIST_TS),
    ("http://line.example.com:\n8080/get.php?{full}", "spaces inside", LIST_TS),
    ("{h}/ get.php?{full}", "spaces inside", LIST_TS),
    ("http://line.example.com;8080/get.php?{full}", "colon", LIST_TS),
    ("http://line.example.com.8080/get.php?{full}", "colon", LIST_TS),
    ("http://line.example.com/8080/get.php?{full}", "colon", LIST_TS),
    ("http://line.example.com::8080/get.php?{full}", "colon", LIST_TS),
    ("{h}get.php?{full}", "slash missing", LIST_TS),
    ("http://<line.example.com>:8080/get.php?{full}", "brackets", LIST_TS),
    ("http://[line.example.com]:{8080}/get.php?{full}", "brackets", LIST_TS),
    ("{h}/get.php?username=<tina77>&password={q8Vb2x}&type=m3u_plus", "brackets", LIST),
    ("http：//line。example。com：8080/get.php?{full}", "wide signs", LIST_TS),
    ("http://www.http://line.example.com:8080/get.php?{full}", "scheme twice", LIST_TS),
    ("http//:line.example.com:8080/get.php?{full}", "scheme misspelt", LIST_TS),
    ("{h}/get.php?username= tina77&password=q8Vb2x&type=m3u_plus", "spaces inside", LIST),
    ("{h}/get.php?username=tina77 &password=q8Vb2x&type=m3u_plus", "spaces inside", LIST),
    ("{h}/get.php?username=tina77&\npassword=q8Vb2x&type=m3u_plus", "line break", LIST),
    ("{h}/get.php?username=tina77&passw", "cut link", LIST),
    ("{h}/get.php?username=tina77&password=q8V…", "cut link", LIST),
    ("\u200b{h}/get.php?{full}", "invisible characters", LIST_TS),
    ("http://li\u200bne.example.com:8080/get.php?{full}", "invisible characters", LIST_TS),
    ("{h}/get.php?username=“tina77”&password=q8Vb2x&type=m3u_plus", "smart quotes", LIST),
    ("{h}/get.php?{full}|User-Agent=VLC", "player options", LIST_TS),
    ("http://tina77:q8Vb2x@line.example.com:8080/get.php", "login before host", None),
    ("http://192.168.1.5:8080/get.php?{full}", "home network", None),
    ("http://box.lan:8080/get.php?{full}", "home network", None),
    ("http://127.0.0.1:8080/get.php?{full}", "this machine", None),
    ("http://localhost:8080/get.php?{full}", "this machine", None),
    ("https://bit.ly/3abcd9", "short link", None),
    ("https://www.tinyurl.com/3abcd9", "short link", None),
    ("https://pastebin.com/raw/abcd1234", "paste link", None),
    ("https://drive.google.com/file/d/abcdef/view", "drive link", None),
    ("https://eur01.safelinks.protection.outlook.com/?url=abc", "webmail link", None),
    ("ftp://line.example.com/get.php?{full}", "other scheme", None),
    ("rtmp://line.example.com/live/tina77/q8Vb2x", "other scheme", None),
    ("C:\\Users\\tina\\list.m3u", "local file", None),
    ("file:///sdcard/list.m3u", "local file", None),
    ("/storage/emulated/0/list.m3u", "local file", None),
    ("{h}/get.php?{full} {h}/get.php?username=otto&password=q8Vb2x&type=m3u", "several logins", None),
    ("{h}/c/ 00-1A-79-12-34-56", "mac spelling", PORTAL),
    ("{h}/c/ 001A79123456", "mac spelling", PORTAL),
    ("{h}/c/ 0O:1A:79:12:34:56", "mac spelling", PORTAL),
    ("{h}/c/ 12:34:56:78:9A:BC", "mac maker", PORTAL),
    ("{h}/c/ 00:1A:79:12:34", "bad mac", PORTAL),
    ("{h}/c/ 00:1A:79:12:34:5X", "bad mac", PORTAL),
)
# text, the app's field, what is found, the corrected form
MIXED: Final[tuple[tuple[str, Wanted, str, str | None], ...]] = (
    ("{h}/get.php?{full}", "xtream", "playlist in xtream", XTREAM),
    ("{h}/c/", "xtream", "portal in xtream", PORTAL),
    ("{h}/c/ 00:1A:79:12:34:56", "m3u", "portal in m3u", PORTAL),
    ("{h}/player_api.php?{up}", "m3u", "xtream in m3u", LIST),
    ("Server: {h}\nUsername: tina77\nPassword: q8Vb2x", "m3u", "xtream in m3u", LIST),
    ("{h}", "m3u", "xtream in m3u", LIST),
    ("{h}/get.php?{full}", "mac", "login in portal", LIST_TS),
    ("{h}/xmltv.php?{up}", "m3u", "guide link", LIST),
    ("Username: tina77\nPassword: q8Vb2x\nServer: line.example.com:8080", "mac", "login in portal", XTREAM),
)
SOUND: Final[tuple[tuple[str, Wanted | None], ...]] = (
    ("{h}/get.php?{full}", None),
    ("{h}/get.php?{up}&type=m3u", None),
    ("{h}/get.php?{up}&type=m3u_plus&output=m3u8", "m3u"),
    ("{h}/get.php?{up}&type=m3u_plus&output=mpegts", "m3u"),
    ("{h}/get.php?{up}&type=enigma2&output=hls", None),
    ("https://line.example.com/base/get.php?{full}", None),
    ("https://line.example.com:8443/get.php?{full}", None),
    ("http://line.example.com/get.php?{full}", None),
    ("{h}/get.php?token=0123456789abcdef0123456789abcdef", None),
    ("{h}/player_api.php?{up}", None),
    ("{h}/player_api.php?{up}", "xtream"),
    ("{h}", None),
    ("{h}", "xtream"),
    ("line.example.com:8080", None),
    ("{h}/playlist/tina77/q8Vb2x/m3u_plus", "m3u"),
    ("{h}/lists/tv.m3u", "m3u"),
    ("{h}/c/", None),
    ("{h}/c/", "mac"),
    ("{h}/stalker_portal/c/ 00:1A:79:12:34:56", "mac"),
    ("Server: {h}\nUsername: tina77\nPassword: q8Vb2x", "xtream"),
    ("Server: {h} username=tina77 password=q8Vb2x", None),
    ("<{h}/get.php?{full}>", None),
    ("My link is {h}/get.php?{full}.", None),
    ("  {h}/get.php?{full} \n", None),
    ("", None),
    ("403 in tivimate", None),
    ("hello / world", None),
)


def fill(text: str) -> str:
    return text.replace("{h}", H).replace("{full}", FULL).replace("{up}", UP)


def names(found: Examination) -> list[str]:
    return [finding.name for finding in found.findings]


@each("text, name, corrected", BROKEN)
def test_a_broken_link(text: str, name: str, corrected: str | None) -> None:
    found = examine(fill(text))
    assert name in names(found)
    assert found.corrected == corrected
    assert not found.sound


@each("text, name, corrected", [row for row in BROKEN if row[2] and "tina77" in fill(row[0])])
def test_a_corrected_login_is_the_right_one(text: str, name: str, corrected: str) -> None:
    login = examine(fill(text)).login
    incomplete = {"no password", "no username", "password empty", "username empty", "placeholder", "cut link"}
    if name in incomplete:
        assert login is None
    else:
        assert login is not None
        assert (login.username, login.password) == (Secret("tina77"), Secret("q8Vb2x"))
        assert corrected.startswith(login.server.origin)


@pytest.mark.parametrize(("text", "wanted", "name", "corrected"), MIXED)
def test_the_right_login_in_the_wrong_field(text: str, wanted: Wanted, name: str, corrected: str | None) -> None:
    found = examine(fill(text), wanted)
    assert names(found) == [name]
    assert found.corrected == corrected


@each("text, wanted", SOUND)
def test_a_sound_link_gives_no_finding(text: str, wanted: Wanted | None) -> None:
    found = examine(fill(text), wanted)
    assert found.sound
    assert found.corrected is None


def test_what_is_wrong_is_named_beside_what_is_right() -> None:
    found = examine(f"{H}/get.php?username=tina77&pasword=q8Vb2x&type=m3u_plus")
    assert found.findings == (Finding("parameter spelling", {"wrong": "pasword", "right": "password"}),)
    assert say("doctor parameter spelling", **found.findings[0].values) == (
        "Your link has a typo, so the server never sees that part: `pasword` should be `password`."
    )
    odd = examine(f"{H}/get.php?username=tina77&passw0rd=q8Vb2x&type=m3u_plus")
    assert odd.findings == (Finding("parameter spelling", {"wrong": "…", "right": "password"}),)
    port = examine(f"https://line.example.com:8080/get.php?{FULL}")
    assert port.findings == (Finding("https on http port", {"port": "8080"}),)


@pytest.mark.parametrize(
    "text",
    [
        "http://line.example.com/index.php?user=tina77",
        "HTTP/1.1 403 Forbidden, see https://example.com/a",
        "pptp://vpn.example.com and ppp//x",
        "Server: http://line.example.com username=tina77 password=q8Vb2x",
        "Error: http request failed / retry: 5",
    ],
)
def test_what_is_not_broken_is_not_mended(text: str) -> None:
    assert mend(text) == (text, {})


def test_several_faults_are_all_found() -> None:
    found = examine("htp://line,example,com:8080/get.ph?username=tina77;pasword=q8Vb2x")
    assert set(names(found)) == {
        "scheme misspelt",
        "commas in host",
        "endpoint",
        "semicolons",
        "parameter spelling",
        "no type",
    }
    assert found.corrected == LIST


def test_a_login_that_was_put_together_from_parts() -> None:
    https = Server("https", "line.example.com", 8080)
    known = Partial(server=https, username=Secret("tina77"))
    pasted = parse("q8Vb2x", "password", known)
    found = examine(pasted)
    assert names(found) == ["https on http port"]
    assert found.login is not None
    assert found.login.server == Server("http", "line.example.com", 8080)
    assert found.corrected == XTREAM
    assert names(examine(pasted, "m3u")) == ["https on http port", "xtream in m3u"]
    assert examine(parse("hello")).sound


def test_the_corrected_form_holds_no_secret_and_neither_do_the_findings() -> None:
    for text in (row[0] for rows in (BROKEN, MIXED, SOUND) for row in rows):
        for wanted in FIELDS:
            found = examine(fill(text), wanted)
            shown = f"{found!r} {found.corrected}"
            assert not re.search("tina77|q8vb2x|12:34:56", shown, re.IGNORECASE)


def test_every_finding_has_a_short_sentence_and_every_sentence_is_found() -> None:
    found = {name for row in BROKEN for name in names(examine(fill(row[0])))}
    found |= {name for row in MIXED for name in names(examine(fill(row[0]), row[1]))}
    every = texts._ENGLISH.items()  # noqa: SLF001 -- there is no other way to list them
    sentences = {key.removeprefix("doctor "): text for key, text in every if key.startswith("doctor ")}
    assert set(sentences) == found
    assert len(found) >= 60
    for text in sentences.values():
        assert len(text) <= 200
