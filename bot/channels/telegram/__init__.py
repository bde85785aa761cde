"""Telegram: updates become events, what the core says becomes messages. Nothing is decided here."""
