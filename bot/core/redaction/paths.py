"""Which parts of a link's path are a login: panels put it there, and so do people who copy a channel's address.

Shapes (PANELS.md D2): /live/USER/PASSWORD/ID.ts and its siblings, /USER/PASSWORD/ID, /USER/PASSWORD/playlist.m3u,
/playlist/USER/PASSWORD, host:port/USER, /play/TOKEN.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from bot.core.redaction.looks import placeholder, secret_like
from bot.core.redaction.ordinary import ordinary
from bot.core.redaction.spans import Kind
from bot.core.redaction.words import vocabulary

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

STREAMS: Final = vocabulary("live movie movies series timeshift hlsr vod catchup archive streaming timeshifts hls")
_PANELS: Final = frozenset({"live", "movie", "series", "timeshift"})
LISTS: Final = vocabulary("playlist player_api panel_api epg xmltv get enigma2 apiget")
_TOKENS: Final = vocabulary("play auth token tok hls hlsr hlsp key thauth sauth vauth streamtoken")
_ID: Final = re.compile(r"\d{1,12}(?:\.[a-z0-9]{2,5})?", re.IGNORECASE)
_STREAM_ID: Final = re.compile(r"\d{1,12}\.(?:ts|m3u8?|mp4|mkv|avi|mpd|flv|mov|wmv|webm|m4v|mpg)", re.IGNORECASE)
_FILE: Final = re.compile(
    r".{0,80}\.(?:php|html?|m3u8?|ts|mpd|mp4|mkv|avi|xml|gz|zip|json|js|css|png|jpe?g|gif|svg|webp|ico|txt|log"
    r"|apk|ipa|exe|py"
    r"|aac|mp3|m4s|key|cgi|aspx?|jsp|xspf|pls|conf|cfg|ini|md|pdf|flv|webm|vtt|srt|java|kt|go|rs|c|h|cpp|so|sh"
    r"|yaml|yml|toml)",
    re.IGNORECASE,
)
_PLAYLIST: Final = re.compile(
    r"(?:playlist|list|lista|get|tv_channels\w{0,40}|index|tv|iptv|m3u|m3u_plus)\.m3u8?", re.IGNORECASE
)
_KINDS: Final = frozenset({"m3u_plus", "m3u8_plus", "m3u-plus"})  # where a list's link says what it wants
_GUIDE: Final = re.compile(r"(?:epg|xmltv|guide)\.xml(?:\.gz)?", re.IGNORECASE)
_SHORT_NUMBER: Final = re.compile(r"\d{1,3}[pk]?|(?:19|20)\d\d|(?:1080|1440|2160|4320)p?", re.IGNORECASE)
# Words that stand in paths all over the web. A login that is one of them would be a poor one.
_WORDS: Final = vocabulary(
    """live movie movies series timeshift hlsr vod catchup archive streaming hls dash cmaf play player playlist
    playlists auth stream streams channel channels chan tv iptv radio video videos audio media content cdn edge
    origin segment segments seg chunk chunks chunklist manifest master index list lists lista m3u m3u8 m3u_plus ts
    mpegts mp4 smil file files static asset assets public private img image images logo logos picon picons icon
    icons poster posters thumb thumbs thumbnail thumbnails cover covers epg guide xmltv api rest rpc graphql v1 v2
    v3 v4 c e portal portals stalker_portal stalker ministra server load load.php portal.php get get.php
    player_api panel_api xui admin panel dashboard login logout signin signup register oauth oauth2 token callback
    session sessions account accounts user users username password profile profiles settings config configs status
    health healthz metrics info about help faq docs doc wiki blog news post posts article articles page pages
    category categories tag tags search forum forums topic topics thread threads t r s p a b d f g h i j k l m n o
    q u w x y z comments issues issue pull pulls pr commit commits blob tree raw main dev releases release
    download downloads upload uploads update updates package packages repo repos repository en de fr es it pt ru
    tr ar uk us gb nl pl br mx ca world int sport sports news24 kids movie-hd hd sd fhd uhd 4k low high mid medium
    default test demo sample samples example examples root home opt usr etc var tmp mnt data storage sdcard
    emulated android app apps src lib bin log logs build dist local system dev proc www html htdocs web
    public_html wp-content wp-json wp-admin themes plugins js css fonts node_modules proxy relay rtp udp multicast
    igmp fcc live1 live2 hls1 hls2 hls-live event events recordings recording dvr abr vods shop store cart product
    products order orders en-us en-gb watch embed embedded shorts clip clips episode episodes season countries
    country languages languages regions subdivisions cities sources streams.html library channel-list connect kodi
    addons addon repositories repository.xml vlc tivimate mag mag250 stb web2 webplayer webtv xtream cgi-bin cgi"""
)
# stream1, tv01, cam3: numbered things, while user1 may be somebody.
_NUMBERED: Final = vocabulary(
    """stream channel chan ch live tv hls cam camera radio video news sport sports movie edge cdn vod server srv node
    origin media iptv playlist list lista seg segment chunk track feed cinema film epg mag box port test-stream
    season episode saison staffel temporada stagione part"""
)
# Words of the web that people have for names as well; between a port and a stream's number they are logins.
_NAMES: Final = vocabulary(
    """test demo sample example user users root default home account admin local app mag mag250 stb kodi vlc tivimate
    xtream iptv tv world sport sports kids dev guest uk us gb nl pl br mx ca en de fr es it pt ru tr ar a b c d e f g h
    i j k l m n o p q r s t u w x y z"""
)
_EXTENSION: Final = re.compile(r"\.[a-z0-9]{2,5}$", re.IGNORECASE)
_TOKEN_LENGTH: Final = 16
_SHORT_TOKEN: Final = 8
_DIGITS: Final = "0123456789"
_PAIR: Final = 2
_ENTRY: Final = 3
_USER_KEYS: Final = frozenset({"u", "user", "username"})
_PASSWORD_KEYS: Final = frozenset({"p", "pass", "password"})
_TOKEN_ENTRY: Final = 4


@dataclass(frozen=True, slots=True)
class Segment:
    """One part of a path, in its own case, with its offsets."""

    text: str
    start: int
    end: int

    @property
    def word(self) -> bool:
        """A word of the web, a file name, a short number or a placeholder: no half of a login."""
        low = self.text.lower()
        if low in _WORDS or low.rstrip("0123456789").rstrip("_-") in _NUMBERED:
            return True
        return bool(_FILE.fullmatch(low) or _SHORT_NUMBER.fullmatch(low)) or placeholder(low)

    @property
    def half(self) -> bool:
        """What may be half of a login where a panel has one for certain: a name, or a short number."""
        low = self.text.lower()
        if low in _NAMES or _SHORT_NUMBER.fullmatch(low):
            return not placeholder(low)
        return not self.word or (low.rstrip(_DIGITS) in _NAMES and not placeholder(low))

    @property
    def loginlike(self) -> bool:
        """Letters with digits, or a long number."""
        return not self.word and secret_like(self.text)

    @property
    def tokenlike(self) -> bool:
        """Long, or shorter with letters and digits mixed."""
        enough = _SHORT_TOKEN if secret_like(self.text) else _TOKEN_LENGTH
        return not self.word and len(self.text) >= enough


@dataclass(frozen=True, slots=True)
class Place:
    """Where a path stands.

    Attributes:
        port: behind a port, or a request method.
        number: behind an IP address.
        host: behind any host.
        strict: in a link that was asked for.
        plain: behind http://, which the web has left and panels have not.
    """

    port: bool = False
    number: bool = False
    host: bool = False
    strict: bool = False
    plain: bool = False

    @property
    def panel(self) -> bool:
        """Panels have ports or bare addresses; the rest of the web has not."""
        return self.port or self.number or self.strict


def path_secrets(segments: Sequence[Segment], place: Place) -> Iterator[tuple[int, Kind]]:
    """Which segments are secret.

    Args:
        segments: the path's parts, without empty ones.
        place: what stood before the path.

    Yields:
        The index of a secret segment, and its kind.
    """
    low = [segment.text.lower() for segment in segments]
    long = low[:1] == ["hlsr"] and len(low) > _TOKEN_ENTRY + 1 and not placeholder(low[1])
    if long and _ID.fullmatch(low[_TOKEN_ENTRY]):
        yield from enumerate((Kind.TOKEN, Kind.USER, Kind.PASSWORD), start=1)  # /hlsr/TOKEN/USER/PASSWORD/ID/…
        return
    if keyed := _keyed(segments, low, place):
        yield from zip(keyed, (Kind.USER, Kind.PASSWORD), strict=True)
        return
    pair = _after_prefix(segments, low, place)
    if pair is None:
        pair = _bare(segments, place)
    if pair is not None:
        yield pair, Kind.USER
        yield pair + 1, Kind.PASSWORD
        return
    yield from _tokens(segments, low)
    yield from _single(segments, place)


def _keyed(segments: Sequence[Segment], low: list[str], place: Place) -> tuple[int, int] | None:
    """/user/USER/pass/PASSWORD, host:port/m3u/USER/PASSWORD: where the two halves are."""
    for index in range(len(low) - _ENTRY):
        if low[index] in _USER_KEYS and low[index + 2] in _PASSWORD_KEYS and not placeholder(low[index + 1]):
            return index + 1, index + 3
    list_of = len(low) == _ENTRY and low[0] == "m3u" and place.panel and _plain(segments[1:])
    return (1, 2) if list_of else None


def _after_prefix(segments: Sequence[Segment], low: list[str], place: Place) -> int | None:
    """/live/USER/PASSWORD/ID, /playlist/USER/PASSWORD: the index of the user."""
    for index, word in enumerate(low[:-_PAIR]):
        user, password = segments[index + 1], segments[index + 2]
        if word not in STREAMS | LISTS or placeholder(low[index + 1]):
            continue
        if word in STREAMS:
            numbered = index + _ENTRY < len(low) and _ID.fullmatch(low[index + _ENTRY])
            timed = word.startswith("timeshift") and len(low) > index + _ENTRY
            small = _small(user, password)
            last = index + _ENTRY + 1 == len(low) and word in _PANELS
            example = (user.text.lower(), password.text.lower()) == ("u", "p")
            plain = place.plain and not (index or small or example) and _STREAM_ID.fullmatch(low[-1])
            known = place.port or place.number or plain
            if numbered and last and known and user.half and password.half:
                return index + 1
            if (numbered and not (user.word or password.word or small)) or timed:
                return index + 1
            if user.loginlike and password.loginlike and not (small or _FILE.fullmatch(low[index + 2])):
                return index + 1
        elif not (_FILE.fullmatch(low[index + 1]) or _FILE.fullmatch(low[index + 2])) and (
            place.panel or user.loginlike or password.loginlike or not (user.word or password.word)
        ):
            return index + 1
    return None


def _small(user: Segment, password: Segment) -> bool:
    return bool(_SHORT_NUMBER.fullmatch(user.text) and _SHORT_NUMBER.fullmatch(password.text))


def _bare(segments: Sequence[Segment], place: Place) -> int | None:
    """/USER/PASSWORD/ID, /USER/PASSWORD/playlist.m3u and host:port/USER/PASSWORD: the index of the user."""
    count = len(segments)
    if count < _PAIR:
        return None
    at = count - _ENTRY
    if at >= 0 and not (segments[at].word or segments[at + 1].word):
        last = segments[-1].text
        random = segments[at].loginlike or segments[at + 1].loginlike
        stream, number = _STREAM_ID.fullmatch(last), _ID.fullmatch(last) and "." not in last
        clip = at == 0 and last.lower().endswith(".ts")
        if stream and (place.host or place.port or random or clip):
            return at
        if number and (place.panel or (place.host and at == 0 and (random or place.plain))):
            return at
        clear = segments[at].loginlike and segments[at + 1].loginlike
        if (
            _PLAYLIST.fullmatch(last)
            and (clear or not last.lower().endswith("8"))
            and (place.panel or random or (place.host and at == 0 and last.endswith(".m3u")))
        ):
            return at
    if at >= 0 and _listed(segments[at:], place, first=at == 0):
        return at
    if at == 0 and place.panel and place.plain and _STREAM_ID.fullmatch(segments[-1].text):
        named = segments[0].half and segments[1].half
        if named and not (segments[0].text.isdigit() and segments[1].text.isdigit()):
            return 0
    both = not (segments[-2].word or segments[-1].word)
    random = segments[-2].loginlike and segments[-1].loginlike
    if both and count == _PAIR and place.host and (place.panel or random):
        return 0
    return None


def _plain(halves: Sequence[Segment]) -> bool:
    """Whether no half of a login is a word of the web, or one of television."""
    return not any(half.word or ordinary(half.text.lower()) for half in halves)


def _listed(segments: Sequence[Segment], place: Place, *, first: bool) -> bool:
    """/USER/PASSWORD/m3u_plus anywhere, /USER/PASSWORD/epg.xml straight behind the host."""
    last = segments[-1].text.lower()
    if last in _KINDS:
        return not any(half.word for half in segments[:_PAIR])
    return first and place.plain and _GUIDE.fullmatch(last) is not None and _plain(segments[:_PAIR])


def _tokens(segments: Sequence[Segment], low: list[str]) -> Iterator[tuple[int, Kind]]:
    """/play/TOKEN, /auth/TOKEN, /hls/TOKEN/1.ts."""
    for index, word in enumerate(low[:-1]):
        segment = segments[index + 1]
        last = index + 2 == len(low)
        if last:
            segment = Segment(_EXTENSION.sub("", segment.text), segment.start, segment.end)
        if word not in _TOKENS or segment.word:
            continue
        alone = word in {"play", "auth", "token", "thauth"} and (
            last or not low[index + 2].startswith(("index", "play"))
        )
        if alone or segment.tokenlike:
            yield index + 1, Kind.TOKEN


def _single(segments: Sequence[Segment], place: Place) -> Iterator[tuple[int, Kind]]:
    """host:port/USER."""
    if len(segments) == 1 and place.host and not segments[0].word:
        text = segments[0].text
        if (place.port and "=" not in text and "." not in text[-5:]) or (place.strict and segments[0].loginlike):
            yield 0, Kind.USER
