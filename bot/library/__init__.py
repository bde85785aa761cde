"""Knowledge files: read, judged, compiled, reloaded."""
