# ruff: noqa: RUF001 -- curly quotes look like straight ones
"""What is mended in a link's writing before it can be read: each fault has a name, and one substitution.

The order matters: a scheme is looked for once spaces are out of it, parameters once there is a question mark.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Final

from bot.core.account.links import HTTPS_PORTS
from bot.core.account.tidy import closed, decoded, unescaped, unwrapped

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

_PARAMETER: Final = r"(?:us[a-z]{1,8}|pas?[a-z]{1,8}|pwd|typ|type|tpye|ou[a-z]{1,5})="
_HOST: Final = r"(?:[\w-]{1,63}\.){1,8}[a-z]{2,24}"
_ENDPOINTS: Final = ("get.php", "player_api.php", "xmltv.php", "panel_api.php", "portal.php")
# Wide signs, and the full stops of Chinese and Japanese, to what they stand for.
_WIDE: Final[Mapping[int, int | str]] = {
    **{code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)},
    0x3002: ".",
    0xFF61: ".",
}
_NEAR: Final = 0.65  # "getphp", "plaer_api.php", "get.ph"
_QUOTES: Final = "“”„‟«»‘’‚"

# Each with its name, what it is (in any case), and what comes in its place.
_PLAIN: Final[tuple[tuple[str, str, str], ...]] = (
    ("invisible characters", "[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]", ""),
    ("smart quotes", rf"(?<![^\s=])[{_QUOTES}](?=\S)|(?<=\S)[{_QUOTES}](?=[&\s]|$)", ""),
    ("html ampersand", r"&(?:(?:amp|\#0?38|\#x26);)+", "&"),
    ("percent ampersand", r"%26(?:amp(?:;|%3b))?(?=[a-z_]{2,12}=)", "&"),
    ("player options", r"(?<=\S)\|(?:user-agent|referer|origin|http-)[^\n]{0,300}", ""),
    ("backslashes", r"(?<=http:)\\{1,4}|(?<=https:)\\{1,4}", "//"),
    ("backslashes", r"(?<=[\w/])\\{1,2}(?=[\w-]{1,30}(?:\.php|[/\\?]))", "/"),
    ("brackets", r"(?<=://)([<{\[«(])([\w.-]{3,200})[>}\]»)]", r"\2"),
    ("brackets", r"(?<=:)[<{\[(]([0-9]{2,5})[>}\])]", r"\1"),
    ("brackets", r"(?<=[?&]username=|[?&]password=)[<{\[]([^<>{}\[\]&\s]{1,100})[>}\]](?=[&\s]|$)", r"\1"),
    ("scheme twice", r"https?[:/]{1,4}(?:www\.)?(?=https?:/)", ""),
    ("colon", rf"(://{_HOST})(?:[;,.]|/(?=[0-9]{{4,5}}/[\w/-]{{1,60}}\.php))(?=[0-9]{{4,5}}(?:[/?\s]|$))", r"\1:"),
    ("colon", rf"(://{_HOST}):{{2,4}}(?=[0-9]{{2,5}}(?:[/?\s]|$))", r"\1:"),
    ("slash missing", rf"(://{_HOST}:[0-9]{{2,5}})(?=[a-z_]{{3,20}}\.php)", r"\1/"),
    ("spaces for ampersands", rf"(?<=[^\s?&;,])[ ]{{1,3}}(?={_PARAMETER})(?<=[a-z0-9 ])", "&"),
    ("semicolons", rf"(?<=[^\s?&])[;,]&?(?={_PARAMETER})", "&"),
    ("two question marks", r"\?{2,}", "?"),
    ("two question marks", r"(?<=[^\s?&])\?(?=(?:password|type|output)=)(?<!php\?)", "&"),
    ("slash behind endpoint", r"(?<=\.php)/{1,3}(?=[?&\s]|$)", ""),
    ("ampersand first", r"\?&{1,4}", "?"),
    ("two ampersands", r"&{2,}", "&"),
    ("no question mark", rf"(?<=\.php)[/&]?(?={_PARAMETER})", "?"),
    ("port twice", r"(://[^/\s:@?]{1,200}:[0-9]{2,5})(?::[0-9]{2,5}){1,3}(?=[/?\s]|$)", r"\1"),
    ("port empty", r"(://[^/\s:@?]{1,200}):(?=[/?\s]|$)", r"\1"),
    ("slash twice", r"(?<=[a-z0-9])//(?=[\w/]{1,60}\.php)", "/"),
)


@cache
def _compiled() -> tuple[tuple[str, re.Pattern[str], str], ...]:
    return tuple((name, re.compile(pattern, re.IGNORECASE), new) for name, pattern, new in _PLAIN)


@cache
def _wide() -> re.Pattern[str]:
    """A link up to its path, with what keyboards for Chinese and Japanese type in it."""
    return re.compile(r"(?<!\S)[^\s?]{0,20}[:：][/／]{2}[^\s?/／]{1,300}[/／]?")


@cache
def _encoded() -> re.Pattern[str]:
    return re.compile(r"https?%(?:25)?3a[^\s\"'<>|]+", re.IGNORECASE)


@cache
def _scheme() -> re.Pattern[str]:
    return re.compile(
        r"(?<![\w.:/?=&-])(h{1,3}[tpx]{1,4}s?|t{1,2}ps?)([:;,.]{0,3}/{2,4}:?|[:;,.]{1,3}/|:(?=[\w-]{1,63}\.[\w-]))(?=[\w\[])",
        re.IGNORECASE,
    )


@cache
def _host() -> re.Pattern[str]:
    return re.compile(r"(?:(?<=://)|(?<!\S))[\w-]{1,63}(?:[.,]{1,2}[\w-]{1,63}){1,8}(?=:[0-9]|/)")


@cache
def _letters() -> re.Pattern[str]:
    return re.compile(r"(?<=[a-z0-9]):(?=[0-9oil]*[0-9])([0-9]*[oil][0-9oil]{0,4})(?=[/?\s]|$)", re.IGNORECASE)


@cache
def _endpoint() -> re.Pattern[str]:
    return re.compile(r"(?<=/)([a-z_.-]{3,20})(?=\?(?:user|pass|pwd|us|pa|mac=))", re.IGNORECASE)


@cache
def _schemeless() -> re.Pattern[str]:
    return re.compile(
        rf"(?<![^\s(<\[\"'*`])(?:{_HOST}|[0-9]{{1,3}}(?:\.[0-9]{{1,3}}){{3}})(?::([0-9]{{2,5}}))?(?=/[\w/-]{{0,80}}(?:\.php\?|/c/|playlist/)|/c/?$)",
        re.IGNORECASE,
    )


def mend(text: str) -> tuple[str, dict[str, Mapping[str, str]]]:
    """The text with its links as they should be, and what was mended, with values that hold no secret."""
    found: dict[str, Mapping[str, str]] = {}
    steps: tuple[tuple[str, Callable[[str], str]], ...] = (
        (
            "wide signs",
            lambda now: _wide().sub(lambda one: one[0].translate(_WIDE), now),
        ),
        (
            "encoded link",
            lambda now: _encoded().sub(lambda one: decoded(decoded(one[0])), now),
        ),
        ("spaces inside", closed),
        *((name, lambda now, by=pattern, new=new: by.sub(new, now)) for name, pattern, new in _compiled()),
        ("line break", unwrapped),
        ("scheme misspelt", lambda now: _scheme().sub(_right_scheme, now)),
        ("scheme twice", lambda now: re.sub(r"https?://(?=https?://)", "", now, flags=re.IGNORECASE)),
        ("commas in host", lambda now: _host().sub(lambda one: one[0].replace(",", "."), now)),
        ("dots twice", lambda now: _host().sub(lambda one: one[0].replace("..", "."), now)),
        ("letters in port", lambda now: _letters().sub(_right_port, now)),
        ("no scheme", lambda now: _schemeless().sub(_with_scheme, now)),
        ("endpoint", lambda now: _endpoint().sub(_right_endpoint, now)),
    )
    text = text.strip(" \t\r\n")
    low = text.lower()
    if not ("php" in low or "/" in low or "http" in low or "htp" in low):
        return text, found
    for name, step in steps:
        # Beside a link, `username=x password=y` are words of their own.
        new = text if name == "spaces for ampersands" and "php" not in low else step(text)
        if new != text:
            found[_case(name, text, new)] = {}
            text = new
    return unescaped(text), found


def _case(name: str, old: str, new: str) -> str:
    """`GET.PHP` is written in the wrong case; everything else about an endpoint is spelling."""
    return "path case" if name == "endpoint" and old.lower() == new.lower() else name


def _right_scheme(found: re.Match[str]) -> str:
    letters, signs = found[1].lower(), found[2]
    if letters in {"http", "https"} and signs == "://":
        return found[0]
    return "https://" if letters.endswith("s") else "http://"


def _right_port(found: re.Match[str]) -> str:
    return ":" + found[1].lower().translate(str.maketrans("oil", "011"))


def _with_scheme(found: re.Match[str]) -> str:
    return ("https://" if found[1] and int(found[1]) in HTTPS_PORTS else "http://") + found[0]


def _right_endpoint(found: re.Match[str]) -> str:
    import difflib  # noqa: PLC0415 -- few links need it

    low = found[1].lower()
    if low.endswith(".php") and low not in _ENDPOINTS and "get" not in low and "api" not in low:
        return found[0]
    near = difflib.get_close_matches(low, _ENDPOINTS, 1, _NEAR)
    return near[0] if near else {"get": "get.php", "xmltv": "xmltv.php"}.get(low, found[0])
