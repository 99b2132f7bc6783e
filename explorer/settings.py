"""What the program remembers of its user: window, theme. A small JSON file, lost without harm."""

from __future__ import annotations

import logging
import os
from pathlib import Path

import msgspec

from explorer import paths

log = logging.getLogger(__name__)


class Settings(msgspec.Struct, frozen=True):
    """Remembered between starts; byte states of Qt in base 64."""

    theme: str = "system"
    geometry: str = ""
    columns: tuple[int, ...] = ()
    rows: tuple[int, ...] = ()
    facets_shown: bool = True
    reader_shown: bool = True
    timeline_shown: bool = True
    document_zoom: int = 0
    export_folder: str = ""
    welcomed: bool = False


def settings_file() -> Path:
    """Where settings are kept."""
    from platformdirs import user_config_path

    return user_config_path(paths.APP_NAME, appauthor=False) / "settings.json"


def load_settings() -> Settings:
    """What was remembered; the defaults where there is nothing, or nothing readable."""
    try:
        return msgspec.json.decode(settings_file().read_bytes(), type=Settings)
    except (OSError, msgspec.MsgspecError) as error:
        if not isinstance(error, FileNotFoundError):
            log.warning("settings not read: %s", error)
        return Settings()


def save_settings(settings: Settings) -> None:
    """Remember; a place that cannot be written to is no reason to trouble the user."""
    file = settings_file()
    draft = file.with_name(f"{file.name}.{os.getpid()}.new")
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        draft.write_bytes(msgspec.json.format(msgspec.json.encode(settings)))
        draft.replace(file)
    except OSError as error:
        log.warning("settings not saved: %s", error)
