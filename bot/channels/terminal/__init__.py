"""The terminal as a platform: to try the bot, and to use it without any messenger."""
