"""Plain values and rules: no input or output, no library but msgspec."""
