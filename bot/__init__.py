"""IPTV support assistant."""
