"""The pure core: it decides. No IO, no asyncio, no clock, no randomness, no logging, no SDK."""
