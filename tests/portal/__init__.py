"""The portal: what is told of many schools at once."""
