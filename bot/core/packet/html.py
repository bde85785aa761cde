"""A packet as one HTML file: no script, no remote resource, readable on a phone, on paper, by day and by night.

Everything that is not ours is escaped, and a Content-Security-Policy forbids what escaping is there to prevent.
"""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Final

from bot.core.packet.outgoing import iso, readable, shown
from bot.core.packet.rows import SPEAKERS, advice, aside, rows, title

if TYPE_CHECKING:
    from bot.core.packet.summary import Said, Summary

_STYLE: Final = """
:root{color-scheme:light dark;--ink:#1c2128;--dim:#57606a;--page:#fff;--card:#f6f8fa;--edge:#d0d7de;--user:#ddf4ff;\
--bot:#f6f8fa;--team:#8250df}
@media (prefers-color-scheme:dark){:root{--ink:#e6edf3;--dim:#9198a1;--page:#0d1117;--card:#151b23;--edge:#3d444d;\
--user:#12304f;--bot:#151b23;--team:#a371f7}}
*{box-sizing:border-box}
body{margin:0 auto;padding:1rem;max-width:52rem;background:var(--page);color:var(--ink);\
font:1rem/1.5 system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans",sans-serif;overflow-wrap:anywhere}
h1{font-size:1.4rem;line-height:1.25;margin:.25rem 0 1rem}
h2{font-size:1.05rem;margin:1.75rem 0 .5rem}
dl{display:grid;grid-template-columns:max-content 1fr;gap:.35rem 1rem;margin:0;padding:1rem;background:var(--card);\
border:1px solid var(--edge);border-radius:.5rem}
dt{color:var(--dim)}
dd{margin:0}
ol.steps{margin:0;padding-left:1.5rem}
ol.steps li{margin:.4rem 0}
ol.steps small{display:block}
small,time{color:var(--dim);font-size:.85rem}
ol.lines{list-style:none;margin:0;padding:0}
ol.lines>li{margin:.6rem 0;padding:.5rem .75rem;border:1px solid var(--edge);border-radius:.5rem;break-inside:avoid}
.user{background:var(--user);margin-left:2rem!important}
.bot,.team{background:var(--bot);margin-right:2rem!important}
ol.lines>.team{border-left:.3rem solid var(--team)}
ol.lines>.note{padding:.1rem .75rem;border-color:transparent;color:var(--dim);font-size:.85rem}
.who{display:flex;gap:.75rem;justify-content:space-between;flex-wrap:wrap;align-items:baseline}
.text{margin:.15rem 0 0;white-space:pre-wrap}
article+article{margin-top:3rem;border-top:2px solid var(--edge);padding-top:1rem}
@media (max-width:32rem){dl{gap:.3rem .75rem;padding:.75rem;font-size:.9rem}\
.user{margin-left:.75rem!important}.bot,.team{margin-right:.75rem!important}}
@media print{:root{--ink:#000;--dim:#444;--page:#fff;--card:#fff;--edge:#999;--user:#fff;--bot:#fff;--team:#999}\
body{max-width:none;padding:0;font-size:10pt}article+article{break-before:page;border:0}}
"""
_OPENING: Final = (
    '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
    "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'; "
    "base-uri 'none'; form-action 'none'\">\n"
    '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
    '<meta name="referrer" content="no-referrer">\n<meta name="robots" content="noindex">\n'
    # Phones make links of what looks like a number or an address.
    '<meta name="format-detection" content="telephone=no, date=no, address=no, email=no, url=no">\n'
    f"<title>IPTV support: handover</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n"
)


class Html:
    """See `forms.Form`."""

    suffix = "html"
    between = ""

    def opening(self) -> str:
        """The head with the style."""
        return _OPENING

    def head(self, summary: Summary) -> str:
        """Title, labelled lines, steps."""
        parts = ["<article>\n<h1>", _safe(title(summary)), "</h1>\n<dl>\n"]
        parts += [f"<dt>{label}</dt><dd>{_safe(value)}</dd>\n" for label, value in rows(summary)]
        parts.append("</dl>\n")
        if summary.steps:
            items = [f"<li>{_safe(cause)}{_small(todo)}</li>\n" for cause, todo in map(advice, summary.steps)]
            parts += ['<h2>Steps</h2>\n<ol class="steps">\n', *items, "</ol>\n"]
        return "".join([*parts, '<h2>Timeline</h2>\n<ol class="lines">\n'])

    def line(self, summary: Summary, said: Said) -> str:
        """Speaker and time, then the text."""
        del summary
        kind = said.who if said.who in SPEAKERS else "other"
        time = f'<time datetime="{iso(said.at)}">{readable(said.at)}</time>'
        if kind == "note":
            text = ": ".join(part for part in (shown(said.text), aside(said)) if part)
            return f'<li class="note">{time} · {_safe(text)}</li>\n'
        return (
            f'<li class="{kind}"><div class="who"><b>{SPEAKERS.get(kind, "Other")}</b>{time}</div>'
            f'<p class="text" dir="auto">{_safe(shown(said.text))}</p>{_small(aside(said))}</li>\n'
        )

    def foot(self) -> str:
        """The end of the timeline."""
        return "</ol>\n</article>\n"

    def closing(self) -> str:
        """The end of the page."""
        return "</body>\n</html>\n"


def _safe(text: str) -> str:
    return escape(text, quote=True)


def _small(text: str) -> str:
    return f"<small>{_safe(text)}</small>" if text else ""
