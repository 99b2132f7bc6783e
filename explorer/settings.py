"""What the program remembers of its user: window, theme. A small JSON file, lost without harm.

Read before the first paint, so by the standard library alone.
"""

from __future__ import annotations

import json
import logging
from pathlib import Path
from typing import Any, NamedTuple

from explorer import paths

log = logging.getLogger(__name__)


class Settings(NamedTuple):
    """Remembered between starts; ``geometry`` is Qt's, in base 64; sizes are pixels.

    ``sort`` is the value of a `Sort`, ``commands`` the names of those used last,
    ``timeline`` how its axis is drawn, in the words of `Timing`.
    """

    theme: str = "system"
    geometry: str = ""
    columns: tuple[int, ...] = ()
    rows: tuple[int, ...] = ()
    facets_shown: bool = True
    reader_shown: bool = True
    timeline_shown: bool = True
    export_folder: str = ""
    first_steps_seen: bool = False
    sort: str = ""
    commands: tuple[str, ...] = ()
    timeline: tuple[str, ...] = ()


_TEXTS = frozenset({"commands", "timeline"})  # lists of texts; all others are of numbers


def settings_file() -> Path:
    """Where settings are kept."""
    from platformdirs import user_config_path

    return user_config_path(paths.APP_NAME, appauthor=False) / "settings.json"


def load_settings() -> Settings:
    """What was remembered; the default for each thing that is missing or not readable."""
    try:
        found = json.loads(settings_file().read_bytes())
    except FileNotFoundError:
        return Settings()
    except (OSError, ValueError) as error:
        log.warning("settings not read: %s", error)
        return Settings()
    kept: dict[str, Any] = {}
    for name, default in Settings._field_defaults.items():
        value = found.get(name) if isinstance(found, dict) else None
        inside = str if name in _TEXTS else int
        if isinstance(value, list) and all(type(item) is inside for item in value):
            value = tuple(value)
        if type(value) is type(default):
            kept[name] = value
    return Settings(**kept)


def save_settings(settings: Settings) -> None:
    """Remember; a place that cannot be written to is no reason to trouble the user."""
    from explorer import disk  # not before the first paint

    file = settings_file()
    content = json.dumps(settings._asdict(), indent=1).encode()
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        disk.write_whole(file, content, lasting=False)
    except OSError as error:
        log.warning("settings not saved: %s", error)
