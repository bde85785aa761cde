"""Discord: slash commands, buttons, forms and direct messages become events; what follows is private to its user.

`ids`, `rendering`, `reading`, `forms`, `suggestions`, `orders` and `topics` are pure; beside them the other modules
speak to discord.py. The team's channel is behind `team`: `room` is where it is, `desk` what goes there, `staff` and
`pressing` what comes from there.
"""
