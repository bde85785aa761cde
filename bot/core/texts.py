"""Every sentence that the bot itself says, in one place (the advice stands in `knowledge/`).

English is complete; another language is one more table, and what it lacks falls back to English.
"""

from __future__ import annotations

from typing import Final

_ENGLISH: Final[dict[str, str]] = {
    # answers
    "head": "{title} – {cause_line}",
    "evidence": "Since {clause}, most likely {say}.",
    "usual": "Most often {say}.",
    "only cause": "Almost always {say}.",
    "unsure": "If I read you right:",
    "who you": "You can fix this yourself.",
    "who often you": "You can often fix this yourself.",
    "who your provider": "Only your provider can fix this.",
    "who nobody but time": "Waiting is the fix. Nothing you change at home will help.",
    "not checked account": "I have not looked at your account.",
    "not checked": "I can't see your screen or network from here.",
    "contexts": "Most likely an app showed it. From {others} it means something else.",
    "context xtream": "the Xtream API",
    "context gcore": "Gcore",
    "context mag": "a MAG portal",
    "or": " or ",
    "others": "You also named: {titles}.",
    "next": "Next most likely: {say}.",
    "next evidence": "Since {clause}, now most likely: {say}.",
    "next account": "Then let's look at the account itself, before anything in the app is changed.",
    "account steps": "Find your end date in your provider's message or on the app's account page.\n"
    "Count the devices that are on with this line. A TV in standby counts.",
    "next address": "Then the address and the kind of login.",
    "address steps": "Compare the server address with your provider's message, letter by letter, port too.\n"
    "Check the kind of login. A long link goes under M3U; server, user and password go under Xtream.\n"
    "Try it once. If it fails again, stop there: repeated logins get people blocked.",
    "ended": "That was everything I know for this, so it is your provider's turn.",
    "ended text": "Have ready: {have_ready}\nNever send your password: they don't need it.",
    "ended wait": "Then it is your provider's turn: only they see their servers.",
    "more have ready": "If you write to your provider, have ready: {have_ready}",
    "more sources": "Source: {sources}. Last reviewed {reviewed}.",
    "question": "One question, so that I can tell the causes apart.",
    # buttons
    "fixed": "Fixed",
    "works again": "It works again",
    "helped": "That helps",
    "still": "Still broken",
    "not helped": "I still have a problem",
    "more": "Tell me more",
    "something else": "Something else",
    "skip": "I don't know",
    "new problem": "Another problem",
    # choosing
    "which": "Which one is it?",
    "which category": "Which of these comes closest?",
    "exact words": "Then send me the exact words or the code from the screen. A few lines of the log are fine too.",
    # nothing found
    "lost": "I don't know that one.",
    "lost again": "I still don't know that one, sorry.",
    "lost text": "If your app shows a code or a message, send me its exact words, or the log. Or pick the closest:",
    "login only": "I can't look into accounts from here, so I need no login.",
    "login only text": "What does the screen show when it fails? The code or the exact words are all I need.",
    "noted": "Noted. Does the step above help?",
    # talk
    "hello": "Hello! Tell me what your TV or app shows.",
    "hello text": "A code, a message, or just what goes wrong. For example: error 403 in TiviMate.",
    "thanks": "You're welcome. If something else comes up, just write.",
    "swearing": "I get it: you want to watch, not to fix things. Let's make it short.",
    "swearing text": "What does the screen show? A code or the exact words is all I need.",
    "are you a bot": "Yes, I'm a program. I know a few hundred IPTV errors, and I say so when I don't know one.",
    "human": "I can't pass you on to a person from here. Your provider's support can help.",
    "human text": "Have ready: {have_ready}\nNever send your password: they don't need it.",
    "human ready": "the app, the device, since when, and whether it is one channel or all.",
    "fixed reply": "Great, enjoy your evening!",
    "fixed text": "I noted what helped. If something else comes up, just write.",
    "fixed nothing": "Good to hear! If something else comes up, just write.",
    "cancelled": "All right, we stop here. Write whenever you like.",
    # commands
    "help": "I explain IPTV errors: what they mean, who can fix them, and what to do next.",
    "help text": "Send me the code or the message that you see, or a few lines of the log, or say what goes wrong.\n"
    "{commands}",
    "command start": "begin again",
    "command help": "what I can do",
    "command code": "explain one code, for example /code 403",
    "command diagnose": "find the problem step by step",
    "command status": "where we are",
    "command privacy": "what I keep",
    "command forget": "delete everything about you",
    "command cancel": "stop what we are doing",
    "code": "Which code? For example: /code 403, or /code USER_EXPIRED.",
    "diagnose": "Let's find it in five safe steps. First: what does the screen show?",
    "diagnose text": "1. The exact code or message.\n2. What kind it is: account, address or server.\n"
    "3. The account: end date and devices.\n4. The address and the kind of login.\n"
    "5. No test after test: that gets people blocked.\nType the code or message. If there is none, pick:",
    "status none": "Nothing is open. Tell me what your TV or app shows.",
    "status": "We are at: {title}.",
    "status tried": "Tried so far: {count}.",
    "status known": "I know: {facts}.",
    "status expires": "I forget this problem after {hours} hours of silence.",
    "privacy": "What I keep, in short:",
    "privacy text": "1. What you write here, until you say /forget. Logins are blacked out before it is stored.\n"
    "2. Never a password, a username, a MAC address or a link with a login.\n"
    "3. Your chat's id, and how often you write, so that nobody can flood me.\n"
    "4. The open problem lapses after {hours} hours of silence.\n"
    "5. Nothing goes to anybody else.\n"
    "6. /forget deletes everything about you at once.",
    "forgotten": "Done. Everything about you is deleted.",
    "forgotten text": "Our conversation and its history are gone. All that is left is a count, under a code that is "
    "not your name, so that nobody can flood me.",
    "unknown command": "I don't know that command. These are the ones I know:",
    # trouble
    "stale": "That button belongs to an earlier message.",
    "stale now": "We are now at: {title}.",
    "too fast": "You've sent a lot in a short time. I'll read on in {wait}: please send it again then.",
    "one second": "1 second",
    "seconds": "{count} seconds",
    "minutes": "{count} minutes",
    "hours": "{count} hours",
    "not hidden": "There was a login in your message. I did not keep it. Please delete the message yourself.",
}

_TABLES: Final[dict[str, dict[str, str]]] = {"en": _ENGLISH}
_MINUTE, _HOUR = 60, 3600


def say(key: str, language: str = "en", **values: object) -> str:
    """The sentence `key`, with its values put in. Raises KeyError for a key that does not exist."""
    table = _TABLES.get(language, _ENGLISH)
    return table.get(key, _ENGLISH[key]).format(**values)


def wait(seconds: float) -> str:
    """A waiting time in words, rounded up: "40 seconds", "3 minutes", "2 hours"."""
    count = max(1, -int(-seconds // 1))
    if count < 2 * _MINUTE:
        return say("seconds" if count > 1 else "one second", count=count)
    if count < 2 * _HOUR:
        return say("minutes", count=-(-count // _MINUTE))
    return say("hours", count=-(-count // _HOUR))
