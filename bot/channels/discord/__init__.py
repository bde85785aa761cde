"""Discord: slash commands, buttons, forms and direct messages become events; what follows is private to its user.

`ids`, `rendering`, `reading`, `forms` and `suggestions` are pure; beside them the other modules speak to discord.py.
"""
