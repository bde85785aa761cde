"""What a message tells about the case, and small talk."""

from __future__ import annotations

import pytest

from bot.core.matching import Code, Signals
from tests.cases import each
from tests.core.matching.base import matcher, shipped


@each(
    "text, names, app, device",
    [
        ("tivimate 403 on all channels since yesterday", ("all channels", "since a date"), "TiviMate", None),
        ("Tivi-Mate on my Fire TV", (), "TiviMate", "Fire TV"),
        ("alle Sender", ("all channels",), None, None),
        ("un canal", ("one channel",), None, None),
        ("со вчерашнего дня", ("since a date",), None, None),
        ("works in vlc but not in tivimate", ("works in another app",), "TiviMate", None),
        ("works in VLC", ("works in another app",), "VLC", None),
        ("works on samsung, not on firestick", ("works on another device",), None, "Fire TV"),
        ("no channel works on firestick", ("all channels",), None, "Fire TV"),
        ("not one works on firestick", (), None, "Fire TV"),
        ("it was working", ("worked before",), None, None),
        ("it is not working", (), None, None),
    ],
)
def test_what_is_heard(text: str, names: tuple[str, ...], app: str | None, device: str | None) -> None:
    found = matcher().signals(text)
    assert (found.names, found.app, found.device) == (names, app, device)


def test_codes_and_constants() -> None:
    found = matcher().signals("player_api.php error 403, log USER_ALREADY_CONNECTED, then ip ban and CRACKED")
    assert found.codes == (Code("403", "xtream"),)
    assert found.constants == ("USER_ALREADY_CONNECTED", "IP_BAN", "CRACKED")


def test_words_of_an_alias_are_no_constant() -> None:
    assert matcher().signals("invalid host").constants == ()
    assert matcher().signals("INVALID_HOST").constants == ("INVALID_HOST",)


def test_newer_signals_follow_those_before() -> None:
    prior = Signals(codes=(Code("403"),), names=("one channel", "since a date"), app="VLC")
    match = matcher().match("no, nothing plays on my firestick", prior)
    assert match.signals.codes == (Code("403"),)
    assert match.signals.names == ("since a date", "all channels")
    assert (match.signals.app, match.signals.device) == ("VLC", "Fire TV")
    assert match.decision == "unknown"


def test_signals_pass_through_json() -> None:
    found = matcher().signals("player_api.php error 403 on all channels in tivimate, IP_BAN, on firestick")
    assert Signals.from_json(found.as_json()) == found
    assert Signals().as_json() == {}
    assert Signals.from_json({}) == Signals()


@each(
    "text, talk",
    [
        ("hello", "greeting"),
        ("Hi there, everyone!", "greeting"),
        ("مرحبا", "greeting"),
        ("thanks a lot for your help", "thanks"),
        ("hi, thanks", "thanks"),
        ("danke dir", "thanks"),
        ("hello, still broken", "still broken"),
        ("it works", "fixed"),
        ("works now, thank you so much", "fixed"),
        ("damn", "swearing"),
        ("¡ya funciona!", "fixed"),
        ("error 403 but works now", "fixed"),
        ("problem solved, wrong password", "fixed"),
        ("hello, error 403", None),
        ("thanks, but the box eats coal", None),
        ("works now, but error 403 on one", None),
        ("hope it works now", None),
        ("problem solved for others, still error 403 here", None),
        ("it works in VLC", None),
        ("not fixed", None),
        ("tivimate", None),
    ],
)
def test_small_talk(text: str, talk: str | None) -> None:
    match = matcher().match(text)
    assert match.talk == talk
    if talk:
        assert match.decision == "unknown"


# One sentence for each signal, language and kind of talk of the shipped vocabulary.
@each(
    "text, name",
    [
        ("it fails on all my channels", "all channels"),
        ("es geht auf keinem Gerät und alle Sender sind weg", "all channels"),
        ("no funciona nada", "all channels"),
        ("plus rien ne marche", "all channels"),
        ("nenhum canal abre", "all channels"),
        ("tutti i canali", "all channels"),
        ("hiçbir kanal açılmıyor", "all channels"),
        ("ни один канал не идёт", "all channels"),
        ("كل القنوات", "all channels"),
        ("only certain channels", "some channels"),
        ("some channels don't work", "some channels"),
        ("not all channels are bad", "some channels"),
        ("just one channel", "one channel"),
        ("only films and series, movies and series fail", "films only"),
        ("movies work but live does not", "live only"),
        ("since this morning", "since today"),
        ("seit gestern", "since a date"),
        ("va y viene", "sometimes"),
        ("le soir", "evenings"),
        ("plays for a few minutes, then stops", "after some time"),
        ("hat noch nie funktioniert", "never worked"),
        ("parou de funcionar", "worked before"),
        ("durante la partita", "during a match"),
        ("vpn açık", "vpn on"),
        ("я без vpn", "vpn off"),
        ("im Urlaub", "travelling"),
        ("works on mobile data", "works on another network"),
        ("over wi-fi", "wifi"),
        ("I changed my router", "new router"),
        ("works fine in tivimate", "works in another app"),
        ("fonctionne sur tivimate", "works in another app"),
        ("same error in tivimate", "fails in another app"),
        ("works on my iphone", "works on another device"),
        ("auf allen Geräten", "fails on every device"),
        ("aynı anda iki cihaz", "more than one device"),
        ("после обновления", "after an update"),
        ("new firestick", "new device"),
        ("the tv is old", "old device"),
        ("acabo de pagar", "after a payment"),
        ("forgot to renew", "renewal due"),
        ("je l'ai fait plusieurs fois", "many attempts"),
        ("I share my login with him", "login shared"),
        ("neues Passwort", "new login"),
        ("xtream codes", "xtream login"),
        ("my m3u link", "m3u link"),
        ("stalker portal", "mag portal"),
        ("threadfin", "media server"),
        ("in the browser", "web player"),
    ],
)
def test_the_shipped_signals(text: str, name: str) -> None:
    assert name in shipped().signals(text).names


@pytest.mark.parametrize(
    ("text", "app", "device"),
    [
        ("smarters on a fire stick", "IPTV Smarters Pro", "Fire TV"),
        ("TiviMate on Nvidia Shield", "TiviMate", "Nvidia Shield"),
        ("ibo player samsung tv", "IBO Player", "Samsung TV"),
        ("kodi on raspberry pi", "Kodi", "Raspberry Pi"),
        ("stb emu on my phone", "STBEmu", "Phone"),
        ("mag 522", None, "MAG box"),
        ("dreambox", None, "Enigma2 box"),
        ("auf dem Fernseher", None, "TV"),
        ("plex auf apple tv", "Plex", "Apple TV"),
    ],
)
def test_the_shipped_apps_and_devices(text: str, app: str | None, device: str | None) -> None:
    found = shipped().signals(text)
    assert (found.app, found.device) == (app, device)


@each(
    "text, talk",
    [
        ("Guten Morgen!", "greeting"),
        ("bonjour", "greeting"),
        ("muchas gracias por tu ayuda", "thanks"),
        ("çok teşekkürler", "thanks"),
        ("ça marche maintenant, merci", "fixed"),
        ("jetzt geht es wieder, danke", "fixed"),
        ("теперь работает", "fixed"),
        ("risolto", "fixed"),
        ("didn't help", "still broken"),
        ("geht immer noch nicht", "still broken"),
        ("لا أعرف", "do not know"),
        ("keine Ahnung", "do not know"),
        ("I want to talk to a human please", "human"),
        ("quero falar com alguém", "human"),
        ("are you a bot?", "are you a bot"),
        ("sei un robot?", "are you a bot"),
        ("scheiße", "swearing"),
        ("this sucks", "swearing"),
        ("are you human", "are you a bot"),
        ("no thanks", "thanks"),
        ("yes please", "yes"),
        ("i want a refund please", "money"),
        ("what does that mean?", "more"),
        ("Hilfe!", "help"),
        ("отмена", "cancel"),
        ("please delete my data", "data"),
        ("¿Hablas español?", "language"),
    ],
)
def test_the_shipped_small_talk(text: str, talk: str) -> None:
    assert shipped().match(text).talk == talk


@pytest.mark.parametrize("text", ["speak to a human", "stop"])
def test_small_talk_that_is_all_of_a_message_is_no_unclear_error(text: str) -> None:
    assert shipped().match(text).decision == "unknown"
