"""Whether feeds, calendars, site maps and linked data say what is published, and nothing else."""
