"""The account check, without a socket: what people paste, whom may be asked, what panels answer, and how often.

    paste      text -> a login (kind, server, secret parts), or what is missing
    doctor     what is wrong with a link, and its corrected form with the secrets masked
    policy     which addresses may be dialled at all
    judge      by kind of login: the probe (a generator that yields requests, is sent answers, and returns a verdict),
               and the verdict on one answer
    xtream     player_api.php; m3u: playlist links; portal and stalker: what MAG portals are asked, and answer
    web        answers without an account, with the marks in signs; page and body read bytes, fields and dates values
    guard      budgets that protect panels, users and the bot's one address

The facts about panels come from shared/design/PANELS.md, which says where each was read or measured.
"""
