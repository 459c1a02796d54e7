"""Nothing of a higher audience reaches a lower folder: canaries are planted and looked for."""
