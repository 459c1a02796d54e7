"""The published site in a real browser."""
