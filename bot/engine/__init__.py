"""The loop: limit, load, step, commit, act."""
