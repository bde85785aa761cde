"""Links that lead somewhere else first, where nobody can look from here: shortened, stored, wrapped, local."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from bot.core.account.link import Link

HOSTS: Final[Mapping[str, str]] = {
    "short link": "bit.ly tinyurl.com t.co goo.gl is.gd cutt.ly ow.ly rb.gy shorturl.at"
    " rebrand.ly tiny.cc v.gd t.ly bl.ink"
    " s.id buff.ly tny.im shrtco.de lnkd.in",
    "drive link": "drive.google.com docs.google.com dropbox.com mega.nz 1drv.ms onedrive.live.com mediafire.com"
    " wetransfer.com we.tl disk.yandex.ru yadi.sk icloud.com",
    "paste link": "pastebin.com paste.ee hastebin.com justpaste.it rentry.co controlc.com gist.github.com ghostbin.com"
    " dpaste.com pastelink.net",
    "webmail link": "safelinks.protection.outlook.com mail.google.com outlook.live.com mail.yahoo.com urldefense.com"
    " urldefense.proofpoint.com list-manage.com sendgrid.net mailchi.mp l.facebook.com google.com",
}
_BY_HOST: Final = {host: name for name, hosts in HOSTS.items() for host in hosts.split()}


def elsewhere(links: Iterable[Link]) -> str | None:
    """What kind of a detour the first such link is."""
    hosts = [link.server.host.split(".") for link in links if link.server]
    suffixes = (".".join(labels[at:]) for labels in hosts for at in range(len(labels)))
    return next((_BY_HOST[suffix] for suffix in suffixes if suffix in _BY_HOST), None)


def local(text: str) -> bool:
    """Whether it is a file of the device, and no link of the web at all."""
    return re.match(r"\s*(?:[a-z]:\\|file:/|content:/|/(?:sdcard|storage|mnt|home)/)", text, re.IGNORECASE) is not None
