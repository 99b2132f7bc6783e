"""The truth: one SQLite file. SQLAlchemy stays inside; frozen records of the domain go out."""
