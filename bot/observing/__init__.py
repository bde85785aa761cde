"""What the bot tells whoever runs it: Prometheus metrics, and whether it is healthy and ready, over HTTP."""
