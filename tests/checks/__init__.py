"""What a careful officer would look for: planted, found, and let stand."""
