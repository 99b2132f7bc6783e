"""Files become documents: one normalised text with its structure, and guesses about the source."""
