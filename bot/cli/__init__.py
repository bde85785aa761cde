"""The command line. A command imports what it needs when it runs, so that `bot ask` starts cold in a moment."""
