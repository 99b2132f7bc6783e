"""One library on disk, and its units of work.

A `Unit` is one short transaction on one thread. A writing unit appends to the journal as it
writes; what raises inside it leaves nothing behind.
"""

from __future__ import annotations

import os
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

import msgspec
from sqlalchemy import Engine, QueuePool, create_engine, event, func, insert, select
from sqlalchemy.exc import DatabaseError, IntegrityError, ProgrammingError
from sqlalchemy.orm import Session

from explorer import disk
from explorer.domain.messages import AccordError
from explorer.store import migrations
from explorer.store.peek import DOCUMENTS, FILE
from explorer.store.tables import ChangeTable

_BUSY_SECONDS: Final = 5.0
_LAST_CHANGE: Final = select(func.max(ChangeTable.revision))


class Unit:
    """One unit of work: a transaction, and in a writing one the batch it belongs to."""

    def __init__(self, session: Session, batch: str = "") -> None:
        self.session = session
        self._batch = batch
        self._made_at = datetime.now(UTC).isoformat(timespec="seconds")
        self._changes: list[dict[str, str | None]] = []

    def note(self, entity: str, identifier: str, before: object, after: object) -> None:
        """Put a change into the journal; records travel as JSON, None for "not there"."""
        if not self._batch:
            raise RuntimeError("a reading unit does not write")
        before_text, after_text = (
            None if value is None else msgspec.json.encode(value).decode()
            for value in (before, after)
        )
        if before_text != after_text:
            self._changes.append(
                {
                    "batch": self._batch,
                    "made_at": self._made_at,
                    "entity": entity,
                    "entity_id": identifier,
                    "before": before_text,
                    "after": after_text,
                }
            )

    def write_journal(self) -> None:
        """Append what was noted; the transaction's owner calls it before the commit."""
        if self._changes:
            self.session.execute(insert(ChangeTable), self._changes)


class Library:
    """A library folder, opened. Safe to use from several threads: each unit has its session."""

    def __init__(self, folder: Path, *, read_only: bool) -> None:
        self.folder = folder
        self.read_only = read_only
        self._copy: disk.Scratch | None = None
        self._engine = self._connect()
        self._writing = self._engine.execution_options(accord_write=True)

    @property
    def path(self) -> Path:
        """The SQLite file."""
        return self.folder / FILE

    def _connect(self) -> Engine:
        source = self._readable_copy() if self.read_only else self.path
        mode = "mode=ro&immutable=1" if self.read_only else "mode=rw"
        uri = f"{source.resolve().as_uri()}?{mode}"

        def connect() -> sqlite3.Connection:
            return sqlite3.connect(
                uri, uri=True, timeout=_BUSY_SECONDS, check_same_thread=False, isolation_level=None
            )

        engine = create_engine("sqlite://", creator=connect, poolclass=QueuePool)

        @event.listens_for(engine, "connect")
        def prepare(connection: Any, _record: object) -> None:
            connection.execute("PRAGMA foreign_keys=ON")
            if not self.read_only:
                connection.execute("PRAGMA synchronous=FULL")

        @event.listens_for(engine, "begin")
        def begin(connection: Any) -> None:
            # A writer takes the lock at once: two that read first would block each other.
            write = connection.get_execution_options().get("accord_write", False)
            connection.exec_driver_sql("BEGIN IMMEDIATE" if write else "BEGIN")

        return engine

    def _readable_copy(self) -> Path:
        """The file itself, or a copy where a write-ahead log of a crash waits to be merged.

        ``immutable=1`` does not read that log, and a read-only folder cannot merge it. Nor can a
        file of an older format be brought to this one there: its copy is.
        """
        log = self.path.with_name(f"{FILE}-wal")
        logged = log.exists() and log.stat().st_size > 0
        if not logged and not self._is_older():
            return self.path
        self._copy = disk.Scratch()
        target = self._copy.path / FILE
        target.write_bytes(self.path.read_bytes())
        if logged:
            target.with_name(log.name).write_bytes(log.read_bytes())
        if 0 < self._version(target) < migrations.SCHEMA_VERSION:
            migrations.migrate(target)
        connection = sqlite3.connect(target)
        connection.execute("PRAGMA journal_mode=DELETE")
        connection.close()
        return target

    def _is_older(self) -> bool:
        uri = f"{self.path.resolve().as_uri()}?mode=ro&immutable=1"
        return 0 < self._version(uri) < migrations.SCHEMA_VERSION

    @staticmethod
    def _version(file: Path | str) -> int:
        connection = sqlite3.connect(file, uri=isinstance(file, str))
        try:
            return migrations.version_of(connection)
        finally:
            connection.close()

    @contextmanager
    def reading(self) -> Iterator[Unit]:
        """A unit of work that sees one state of the library and changes nothing."""
        with self._told(), Session(self._engine) as session, session.begin():
            yield Unit(session)

    @property
    def revision(self) -> int:
        """The number of its last change, as `revision`; asked at each letter, so by plain SQL."""
        with self._told(), self._engine.connect() as connection:
            return connection.scalar(_LAST_CHANGE) or 0

    @contextmanager
    def writing(self, batch: str) -> Iterator[Unit]:
        """A unit of work that writes all of its changes, or none.

        Raises:
            AccordError: ``library-read-only``, ``library-busy``, ``disk-full``.
        """
        if self.read_only:
            raise AccordError("library-read-only", path=self.folder)
        with self._told(), Session(self._writing) as session, session.begin():
            unit = Unit(session, batch)
            yield unit
            unit.write_journal()

    @contextmanager
    def _told(self) -> Iterator[None]:
        """SQLite's failures as ours."""
        try:
            yield
        except (IntegrityError, ProgrammingError):
            raise  # a fault of ours, not of the disk
        except DatabaseError as error:
            raise as_accord_error(error.orig, self.path) from error

    def close(self) -> None:
        """Let go of the file; SQLite merges its log into it."""
        self._engine.dispose()
        if self._copy is not None:
            self._copy.close()


def as_accord_error(error: BaseException | None, path: Path) -> AccordError:
    """What a failure of SQLite means to the user."""
    reason = str(error)
    if "locked" in reason or "busy" in reason:
        return AccordError("library-busy", path=path)
    if "full" in reason:
        return AccordError("disk-full", path=path)
    if "readonly" in reason:
        return AccordError("library-read-only", path=path)
    return AccordError("library-damaged", path=path, reason=reason)


def revision(unit: Unit) -> int:
    """The number of the last change in the journal; 0 for an empty library."""
    return unit.session.scalar(_LAST_CHANGE) or 0


def _is_writable(folder: Path) -> bool:
    """Whether files can be made and changed there: asked of the file system, not of the mode."""
    try:
        with tempfile.TemporaryFile(dir=folder):
            pass
    except OSError:
        return False
    file = folder / FILE
    return not file.exists() or os.access(file, os.W_OK)


def create_library(folder: Path) -> Library:
    """Open the library in ``folder``, making both where there is none.

    Raises:
        AccordError: ``library-unwritable`` when it cannot be made, or as `open_library`.
    """
    if (folder / FILE).exists():
        return open_library(folder)
    if folder.exists() and not folder.is_dir():
        raise AccordError("library-not-folder", path=folder)
    try:
        # The file comes first: by it a library whose making was cut short is known as one.
        folder.mkdir(parents=True, exist_ok=True)
        migrations.migrate(folder / FILE)
        (folder / DOCUMENTS).mkdir(exist_ok=True)
    except (OSError, sqlite3.Error) as error:
        raise AccordError("library-unwritable", path=folder, reason=error) from error
    return open_library(folder)


def open_library(folder: Path) -> Library:
    """Open an existing library; read-only where its place cannot be written to.

    Raises:
        AccordError: ``library-missing``, ``library-not-folder``, ``library-damaged``,
            ``library-newer``.
    """
    if folder.exists() and not folder.is_dir():
        raise AccordError("library-not-folder", path=folder)
    path = folder / FILE
    if not path.is_file():
        raise AccordError("library-missing", path=folder)
    read_only = not _is_writable(folder)
    try:
        if not read_only:
            migrations.migrate(path)
        library = Library(folder, read_only=read_only)
    except sqlite3.Error as error:
        raise as_accord_error(error, path) from error
    try:
        _look(library)
    except BaseException:
        library.close()
        raise
    return library


def _look(library: Library) -> None:
    """Read a little of each end of the file, so that damage is told at once."""
    with library.reading() as unit:
        connection = unit.session.connection()
        found = connection.exec_driver_sql("PRAGMA user_version").scalar_one()
        migrations.refuse_newer(int(found), library.path)
        if found < 1:
            raise AccordError(
                "library-damaged", path=library.path, reason="it holds no Accord library"
            )
        connection.exec_driver_sql("SELECT count(*) FROM sqlite_schema").scalar_one()
        revision(unit)


class Watch:
    """Notices what other programs write; polled from one thread."""

    def __init__(self, library: Library) -> None:
        self._connection = sqlite3.connect(
            f"{library.path.resolve().as_uri()}?mode=ro", uri=True, check_same_thread=False
        )
        self._seen = self._version()

    def _version(self) -> int:
        (version,) = self._connection.execute("PRAGMA data_version").fetchone()
        return int(version)

    def changed(self) -> bool:
        """Whether anything was written since the last call, by any other connection.

        False where that cannot be read: what is wrong is told by the next question to the library.
        """
        try:
            found = self._version()
        except sqlite3.Error:
            return False
        changed = found != self._seen
        self._seen = found
        return changed

    def close(self) -> None:
        """Let go of the file."""
        self._connection.close()


def set_aside(folder: Path) -> Path:
    """Give a damaged library file another name, with its log; a fresh one can take its place.

    Raises:
        AccordError: ``library-unwritable``.
    """
    stamp = datetime.now(UTC).strftime("%Y%m%dT%H%M%S")
    kept = folder / f"{FILE}.damaged-{stamp}"
    try:
        for ending in ("", "-wal", "-shm"):
            file = folder / f"{FILE}{ending}"
            if file.exists():
                file.rename(f"{kept}{ending}")
    except OSError as error:
        raise AccordError("library-unwritable", path=folder, reason=error) from error
    return kept
