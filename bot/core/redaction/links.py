"""Secrets in links: parameters, path positions, userinfo; with or without a scheme."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from bot.core.redaction.labels import kind_of
from bot.core.redaction.looks import no_value, placeholder, secret_like
from bot.core.redaction.paths import Place, Segment, path_secrets
from bot.core.redaction.scanning import scan
from bot.core.redaction.spans import Kind, Span
from bot.core.redaction.words import vocabulary

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.core.redaction.views import View

_REST: Final = r"(?P<rest>[/?](?:(?!https?:/)[^\s\"'<>|])*+)?"
_LINK: Final = re.compile(
    r"(?:(?:(?P<scheme>https?|hxxps?):/{1,3}|(?<![\w+.-])[a-z][a-z0-9+.-]{1,15}+://)(?P<far>[^\s/?\#\"'<>|\\]{1,400})"
    r"|(?<![\w.@%-])(?P<host>localhost|[a-z][\w-]{1,62}+(?=:\d{2,5}/)|\d{1,3}+(?:\.\d{1,3}+){3}"
    r"|(?:[\w-]{1,63}+\.){1,6}[^\W\d_]{2,24}(?![\w.-]))"
    rf"(?P<port>:\d{{1,5}})?(?=[/?:])){_REST}"
)
_RELATIVE: Final = re.compile(r"(?<![\w.:/\\•%-])(?P<rest>/(?:(?!https?:/)[^\s\"'<>|])++)")
_HEADLESS: Final = re.compile(r"(?<![\w/.:%-])(?P<rest>(?:live|movie|series|timeshift|hlsr)/[^\s\"'<>|]++)")
_METHOD: Final = re.compile(r"(?:get|head|post|options)[ ]{1,2}$")
_PORT: Final = re.compile(r":\d{1,5}$")
_NUMERIC: Final = re.compile(r"\d{1,3}(?:\.\d{1,3}){3}(?::\d{1,5})?")
_SEGMENT: Final = re.compile(r"[^/]+")
_PARAMETER: Final = re.compile(r"(?P<key>[^?&=;/\s]{1,60})=(?P<value>[^&]*+)")
_TRAIL: Final = ".,;:)]}>\"'`*"
_ENDPOINTS: Final = re.compile(
    r"(?:get|player_api|panel_api|xmltv|enigma2|live|portal|load|api|epg|playlist|m3u|movie|series|streaming"
    r"|timeshift)\.php"
)
# What an endpoint takes beside the login; everything else there is taken for a (misspelt) half of it.
_PUBLIC: Final = vocabulary(
    """type output action stream_id streamid stream series_id series vod_id category_id category cat genre limit
    start end duration jshttprequest from_ch_id fav sortby hd p page lang language timezone extension ext
    container format prehash channel ch channel_id id period next_days days cmd forced_storage disable_ad download
    for_pvr mode version ver v api_version num_banks stb_type stb_lang client_type image_version video_out
    auth_second_step hw_version not_valid_token not_valid metrics timestamp offset utc lutc from to date q search
    query size width height force_ch_link_check init count name title kind random rnd cache refresh filter sort
    order user-agent useragent referer quality codec bitrate profile transport epg gzip gz list key_type sub_type
    tvg url catchup time tz m3u8 hls port host server movie_id season episode season_id episode_id position
    callback _ event_active_id cur_play_type"""
)
_SECRET_KEYS: Final = {
    **dict.fromkeys(
        vocabulary("auth sig hash hmac st md5 sign signature stalker_key play_token ticket wmsauthsign t key s"),
        Kind.KEY,
    ),
    **dict.fromkeys(
        vocabulary("sessionid session sid phpsessid jsessionid cookie jwt bearer code otp pin hdnts hdnea"), Kind.TOKEN
    ),
    **dict.fromkeys(vocabulary("u usr_name uid l login"), Kind.USER),
    **dict.fromkeys(["p", "ps"], Kind.PASSWORD),
    **dict.fromkeys(vocabulary("email mail e-mail"), Kind.MAIL),
}
NO_LOGIN: Final = frozenset(
    {"mailto", "sip", "acct", "email", "mail", "e-mail", "correo", "xmpp", "tel", "from", "to", "git"}
)
# A host with its @, and what may stand in front of it: looked for in this order, since an @ is rare.
_AT_HOST: Final = re.compile(r"@[\w.-]{1,200}")
_BARE_LOGIN: Final = re.compile(r"(?<![\w/@:%.+-])[^\s/@\"'<>|]{1,100}+\Z")
_LOGIN_LENGTH: Final = 100
_BARE_SLASHED: Final = re.compile(
    r"(?<!\S)(?P<user>[^\s/@:\"'<>|]{1,64}+):(?P<password>(?!//)[^\s\"'<>"
    r"|]{1,200}@)(?P<host>(?:[\w-]{1,63}+\.){1,6}[\w-]{1,63}(?::\d{1,5})?)(?=[\s/]|$)"
)
_TOKEN_LENGTH: Final = 6


def linked(view: View, *, strict: bool = False) -> Iterator[Span]:
    """Every secret in a link.

    Args:
        view: the reading.
        strict: the bot has asked for a link, so a path that may be a login is one.
    """
    low = view.low
    for match in scan(_LINK, low):
        authority = match["far"] or (match["host"] + (match["port"] or ""))
        if match["far"]:
            yield from _userinfo(low, match.start("far"), match.end("far"))
        if match["rest"]:
            place = Place(
                port=bool(_PORT.search(authority)),
                number=bool(_NUMERIC.fullmatch(authority)),
                host=True,
                strict=strict,
                plain=match["scheme"] == "http",
            )
            yield from _rest(view, *match.span("rest"), place)
    for match in scan(_RELATIVE, low):
        method = bool(_METHOD.search(low[max(0, match.start() - 9) : match.start()]))
        yield from _rest(view, *match.span("rest"), Place(port=method))
    for match in scan(_HEADLESS, low):
        yield from _rest(view, *match.span("rest"), Place())
    yield from bare_userinfo(low)


def _rest(view: View, start: int, end: int, place: Place) -> Iterator[Span]:
    low = view.low
    end = start + len(low[start:end].rstrip(_TRAIL)) or end
    query = low.find("?", start, end)
    stop = end if query < 0 else query
    segments = [
        Segment(view.text[match.start() : match.end()], match.start(), match.end())
        for match in _SEGMENT.finditer(low, start, stop)
    ]
    for index, kind in path_secrets(segments, place):
        yield Span(segments[index].start, segments[index].end, kind)
    if query >= 0 or "=" in low[start:end]:
        endpoint = _ENDPOINTS.search(low, start, stop) is not None
        yield from _parameters(view, start if query < 0 else query, end, endpoint=endpoint, strict=place.strict)


def parameter(key: str) -> Kind | None:
    """Which part of a login a folded parameter of a link names, whatever the endpoint."""
    return _SECRET_KEYS.get(key) or kind_of(key)


def _parameters(view: View, start: int, end: int, *, endpoint: bool, strict: bool) -> Iterator[Span]:
    for match in _PARAMETER.finditer(view.low, start, end):
        key = match["key"].removeprefix("amp;").removeprefix("#38;")
        value = view.text[match.start("value") : match.end("value")]
        kind = _parameter_kind(key, value, endpoint=endpoint, strict=strict)
        if kind is not None and value and not placeholder(value.lower()):
            stop = value.find("?")  # two question marks: the second begins parameters as well
            yield Span(match.start("value"), match.end("value") if stop <= 0 else match.start("value") + stop, kind)


def _parameter_kind(key: str, value: str, *, endpoint: bool, strict: bool) -> Kind | None:
    if key in _PUBLIC and not (key == "p" and not value.isdigit()):
        return None
    kind = parameter(key)
    if kind is Kind.KEY:
        return Kind.TOKEN if len(value) >= _TOKEN_LENGTH or endpoint else None
    if kind is not None or key in _PUBLIC:
        return kind
    if endpoint:
        return Kind.PASSWORD if "p" in key[:2] else Kind.USER
    return Kind.TOKEN if strict and secret_like(value) else None


def _userinfo(low: str, start: int, end: int) -> Iterator[Span]:
    at = low.rfind("@", start, end)
    if at < 0:
        return
    colon = low.find(":", start, at)
    if colon < 0:
        yield Span(start, at, Kind.TOKEN)
        return
    if not placeholder(low[start:colon] or "?"):
        yield Span(start, colon, Kind.USER)
    if at > colon + 1 and not placeholder(low[colon + 1 : at]):
        yield Span(colon + 1, at, Kind.PASSWORD)


def bare_userinfo(low: str) -> Iterator[Span]:
    """The login in `user:password@host`, without a scheme."""
    for host in scan(_AT_HOST, low):
        at = host.start()
        login = _BARE_LOGIN.search(low, max(low.rfind("@", 0, at) + 1, at - _LOGIN_LENGTH), at)
        user, colon, password = login[0].partition(":") if login else ("", "", "")
        if login and colon and password and "." in host[0] and user not in NO_LOGIN and not _labelled(user):
            yield from _userinfo(low, login.start(), at + 1)
    for match in scan(_BARE_SLASHED, low):
        if match["user"] not in NO_LOGIN and not _labelled(match["user"]):
            yield from _userinfo(low, match.start("user"), match.end("password"))


def _labelled(word: str) -> bool:
    """`email:me@example.com`, `password:x@y.z` are labels with values, not logins in front of hosts."""
    return kind_of(word) is not None or no_value(word)
