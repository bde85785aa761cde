"""Small knowledge folders to test with."""

from __future__ import annotations

from pathlib import Path

ENTRY = """\
id = "http-403"
title = "403 Forbidden"
category = "http"
codes = ["403"]
constants = ["SOME_NAME"]
fixable_by = "often you"
reviewed = 2026-11-21

cause_line = "the server refuses to play."
meaning = \"\"\"Something about the line \\
is not allowed right now.\"\"\"
do_not = "Please don't keep pressing play."
have_ready = "The app's name."
related = ["guide-one"]
aliases = ["403 forbidden", "access denied"]

[[cause]]
id = "line-in-use"
say = "your line is in use elsewhere"
area = "connections"
because = ["all channels"]
steps = ["Close the app on every other device.", "Wait two minutes, then try again."]

[[cause]]
id = "place"
say = "your provider does not allow this network"
area = "place"
because = ["vpn on"]
steps = ["Switch the VPN off."]

[[question]]
ask = "Is it every channel, or only some?"
answers = [
    { say = "Every channel", signal = "all channels" },
    { say = "Only some", go = "guide-one" },
]

[heard]
en = ["it says forbidden"]

[after_check]
expired = "The subscription ended on {exp_date}."

[[source]]
document = "some-document"
row = "403"
fact = "Refused."

[overlay.es]
title = "403 Prohibido"

[overlay.es.cause.place]
say = "tu proveedor no permite esta red"
steps = ["Apaga la VPN."]
"""

GUIDE = """\
id = "guide-one"
title = "One guide"
category = "guide"
fixable_by = "you"
reviewed = 2026-11-21
cause_line = "this is how it goes."
meaning = "Some background."
do_not = "Don't hurry, there is time."
have_ready = "Nothing."
steps = ["Do this first.", "Then do that."]

[[source]]
document = "general knowledge"
row = "1"
fact = "It is so."
"""

WORDS = """\
[[signal]]
name = "all channels"
clause = "it is every channel"
group = "scope"
[signal.heard]
en = ["all channels"]

[[signal]]
name = "vpn on"
[signal.heard]
en = ["vpn"]

[[app]]
name = "TiviMate"
heard = ["tivimate"]

[[talk]]
name = "thanks"
[talk.heard]
en = ["thank you"]

[[menu]]
label = "Guides"
entries = ["guide-one"]

[[ambiguous]]
name = "refused"
entries = ["http-403", "guide-one"]
[ambiguous.heard]
en = ["refused"]

[[generic]]
name = "any error"
entries = ["guide-one"]
"""

DOCUMENTS = """\
[[document]]
id = "some-document"
title = "A document"
[document.row]
"403" = ["http-403"]
"404" = ["http-404"]
"""

# A new entry, as an editor would add it; the learned table of a folder does not know it.
PIN = (
    GUIDE.replace("guide-one", "guide-pin")
    .replace("One guide", "Child lock")
    .replace(
        "[[source]]",
        """[heard]
en = ["it wants four digits before the film starts", "channel is locked and asks me for some number"]
es = ["me pide cuatro números para ver la película"]

[[source]]""",
    )
)

FILES = {
    "http/http-403.toml": ENTRY,
    "guide/guide-one.toml": GUIDE,
    "vocabulary/words.toml": WORDS,
    "documents.toml": DOCUMENTS,
}


def write(folder: Path, **changed: str) -> Path:
    """The folder with `FILES`; `changed` by file stem with "_" for "-" (http_403 = "…")."""
    for name, text in FILES.items():
        put(folder, name, changed.get(Path(name).stem.replace("-", "_"), text))
    return folder


def put(folder: Path, name: str, text: str | bytes) -> Path:
    """One file of the folder."""
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def swapped(text: str, old: str, new: str) -> str:
    """The text with one thing changed; it must be there."""
    assert old in text
    return text.replace(old, new, 1)
