"""Accord: a desktop explorer for international cooperation agreements."""

__version__: str  # read when asked for: the window starts without it


def __getattr__(name: str) -> str:
    if name != "__version__":
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from explorer.paths import program_root

    # pyproject.toml is the one place it stands in, and lies in the package too. By hand: a parser
    # takes 12 ms to import, Python's own package metadata 40.
    text = (program_root() / "pyproject.toml").read_text(encoding="utf-8")
    return text.partition('\nversion = "')[2].partition('"')[0]
