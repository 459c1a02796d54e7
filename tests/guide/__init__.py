"""The guide in docs/: its reference is the program's own, its examples run, it is a site."""
