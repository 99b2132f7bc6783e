"""Tables in: files to rows of text, columns to fields, rows to entries."""
