"""The account check, without a socket: what people paste, whom may be asked, what panels answer, and how often.

    paste      text -> a login (kind, server, secret parts), or what is missing
    doctor     what is wrong with a link, and its corrected form with the secrets masked
    policy     which addresses may be dialled at all
    probes     generators that yield requests, are sent answers, and return a verdict
    guard      budgets that protect panels, users and the bot's one address

The facts about panels come from shared/design/PANELS.md, which says where each was read or measured.
"""
