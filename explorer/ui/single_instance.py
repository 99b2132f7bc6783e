"""One window for each user and library: a later start hands its files to it, and leaves.

The window that shows a library holds the lock of its name and listens at its address. A lock ends
with its process, so nothing that a crash leaves behind is in the way. A later start sends one line
of JSON and waits for the answer: a window that is just closing gives none, and then the later
start opens a window of its own.
"""

from __future__ import annotations

import getpass
import json
import logging
import os
import stat
import sys
import tempfile
import time
from collections.abc import Sequence
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QCryptographicHash, QDeadlineTimer, QObject, Signal

from explorer import paths

if TYPE_CHECKING:
    from PySide6.QtNetwork import QLocalServer, QLocalSocket

    from explorer.disk import Lock

log = logging.getLogger(__name__)

CONNECT_MS: Final = 300
ANSWER_MS: Final = 5_000  # for a window that is busy, or that has only just begun
LONGEST: Final = 8_000_000  # bytes of a line: longer than any system's command line
TAKEN: Final = b"taken\n"
_FORMAT: Final = 1
_TRIES: Final = 40  # with a pause between them: for a window that has just taken its name
_PAUSE_MS: Final = 50
_SLICE_MS: Final = 5
# How a desktop tells a program that it may come to the front; handed on with the files.
_TOKENS: Final = ("XDG_ACTIVATION_TOKEN", "DESKTOP_STARTUP_ID")
_MOST_WINDOWS: Final = 8


def server_name(folder: Path | None) -> str:
    """The name that the window of a library has; of no use to any other user."""
    user = os.getuid() if os.name == "posix" else getpass.getuser()
    target = (folder or paths.default_library()).resolve()
    key = f"{user}\0{target}".encode(errors="surrogateescape")
    # Qt's own, for it is loaded: hashlib loads OpenSSL.
    digest = QCryptographicHash.hash(key, QCryptographicHash.Algorithm.Sha256)
    return f"accord-{bytes(digest.data()).hex()[:20]}"


def address(folder: Path | None) -> str:
    """Where that window listens: on Unix a socket file."""
    name = server_name(folder)
    return str(Path(tempfile.gettempdir()) / name) if os.name == "posix" else name


def may_be_running(folder: Path | None) -> bool:
    """Whether asking is worth while. Costs no Qt network.

    On Unix the socket must be this user's own: nobody else is told what is opened.
    """
    if os.name != "posix":
        return True
    try:
        found = os.lstat(address(folder))
    except OSError:
        return False
    return stat.S_ISSOCK(found.st_mode) and found.st_uid == os.getuid()


class Answer(Enum):
    """What came back from the window of a library."""

    TAKEN = "taken"  # it is in front, and has what was handed to it
    ABSENT = "absent"  # there is no such window, or it was just closing
    SILENT = "silent"  # it is there, but did not answer in time


def hand_over(folder: Path | None, names: Sequence[str] = ()) -> Answer:
    """Bring the window of a library to the front and hand it these absolute paths. Waits."""
    if not may_be_running(folder):
        return Answer.ABSENT
    from PySide6.QtNetwork import QLocalSocket

    socket = QLocalSocket()
    socket.connectToServer(address(folder))
    if not socket.waitForConnected(CONNECT_MS):
        return Answer.ABSENT
    _let_it_come_to_front()
    token = next((os.environ[name] for name in _TOKENS if os.environ.get(name)), "")
    line = json.dumps({"accord": _FORMAT, "paths": list(names), "token": token})
    socket.write(line.encode("ascii") + b"\n")
    deadline = QDeadlineTimer(ANSWER_MS)
    while not socket.canReadLine():
        if socket.state() is not QLocalSocket.LocalSocketState.ConnectedState:
            return Answer.ABSENT
        if deadline.hasExpired():
            return Answer.SILENT
        # PySide keeps Python's lock while it waits: a window that asks from a thread would stand
        # still. So the wait is cut in slices, with room for others between them.
        socket.waitForReadyRead(_SLICE_MS)
        time.sleep(_SLICE_MS / 1_000)
    return Answer.TAKEN if bytes(socket.readLine().data()) == TAKEN else Answer.SILENT


def _let_it_come_to_front() -> None:
    """On Windows only the program that the user started just now may say who comes to the front."""
    if sys.platform == "win32":
        import ctypes

        ctypes.windll.user32.AllowSetForegroundWindow(-1)


class InstanceServer(QObject):
    """Listens for later starts on one library. Local only: a socket file or a named pipe."""

    handed = Signal(tuple)  # absolute paths; none: only come to the front

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._server: QLocalServer | None = None
        self._sockets: set[QLocalSocket] = set()
        self._lock: Lock | None = None

    def take(self, folder: Path | None) -> bool:
        """Become the window of this library, and of no other. Does not wait.

        False: another window has the name, or no address is to be had; all is as it was.
        """
        try:
            lock = _lock(folder)
        except OSError as error:
            log.warning("later starts will not find this window: %s", error)
            return False
        if lock is None:
            return False
        self.close()
        self._lock = lock
        return self._listen(folder)

    def take_or_hand_over(self, folder: Path | None, names: Sequence[str]) -> bool:
        """As `take`; whether another window was quicker, and has taken these paths."""
        for _ in range(_TRIES):
            if self.take(folder):
                return False
            answer = hand_over(folder, names)
            if answer is not Answer.ABSENT:
                return answer is Answer.TAKEN
            # It is just closing, or about to listen: all is clear in a moment.
            time.sleep(_PAUSE_MS / 1_000)
        return False

    def close(self) -> None:
        """Take no more. Who was not answered yet opens a window of its own."""
        if self._server is not None:
            self._server.close()
            for socket in tuple(self._sockets):
                socket.abort()  # and so `_leave`
            self._server.deleteLater()
            self._server = None
        if self._lock is not None:
            self._lock.release()
            self._lock = None

    def _listen(self, folder: Path | None) -> bool:
        from PySide6.QtNetwork import QLocalServer

        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._welcome)
        # Takes the place of what a crash left behind: the lock says that nobody listens there.
        if self._server.listen(address(folder)):
            return True
        log.warning("later starts will not find this window: %s", self._server.errorString())
        return False

    def _welcome(self) -> None:
        assert self._server is not None
        while (socket := self._server.nextPendingConnection()) is not None:
            socket.setReadBufferSize(LONGEST + 1)
            # Held here, and by no slot of its own: a socket whose last reference goes while Qt
            # destroys it is destroyed twice.
            self._sockets.add(socket)
            socket.disconnected.connect(self._leave)
            socket.readyRead.connect(self._listen_to)
            self._read(socket)

    def _leave(self) -> None:
        for socket in tuple(self._sockets):
            if socket.state() == socket.LocalSocketState.UnconnectedState:
                self._sockets.discard(socket)
                socket.deleteLater()

    def _listen_to(self) -> None:
        for socket in tuple(self._sockets):
            self._read(socket)

    def _read(self, socket: QLocalSocket) -> None:
        if not socket.canReadLine():
            if socket.bytesAvailable() > LONGEST:
                socket.abort()
            return
        names = _names_in(bytes(socket.readLine().data()))
        if names is None:
            socket.abort()
            return
        self.handed.emit(names)
        socket.write(TAKEN)
        socket.flush()


def _names_in(line: bytes) -> tuple[str, ...] | None:
    """The paths that a line of a later start names; None for what no Accord has written."""
    try:
        found: Any = json.loads(line)
        names, token = found["paths"], found["token"]
        known = found["accord"] == _FORMAT and isinstance(token, str) and isinstance(names, list)
    except (ValueError, TypeError, KeyError, RecursionError):
        return None
    if not known or not all(isinstance(name, str) and Path(name).is_absolute() for name in names):
        return None
    if token:
        os.environ[_TOKENS[0]] = token  # Qt takes it from there when the window is activated
    return tuple(names)


def _lock(folder: Path | None) -> Lock | None:
    """The lock of a library's name; None where another window has it."""
    from explorer.disk import take_lock

    return take_lock(Path(tempfile.gettempdir()) / f"{server_name(folder)}.lock")


def note_active(folder: Path | None) -> None:
    """Remember that the window of this library was the last one in front."""
    own = str((folder or paths.default_library()).absolute())
    before = [str(path) for path in lately_active()]
    if before[:1] == [own]:
        return
    names = [own, *(name for name in before if name != own)][:_MOST_WINDOWS]
    from explorer.disk import write_whole

    file = _windows_file()
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        write_whole(file, json.dumps(names).encode("ascii"), lasting=False)
    except OSError as error:
        log.info("the last window is not remembered: %s", error)


def lately_active() -> tuple[Path, ...]:
    """The libraries whose windows were in front, the latest first; most may be closed by now."""
    try:
        found: Any = json.loads(_windows_file().read_bytes())
    except (OSError, ValueError):
        return ()
    if not isinstance(found, list):
        return ()
    return tuple(Path(name) for name in found[:_MOST_WINDOWS] if isinstance(name, str))


def _windows_file() -> Path:
    return paths.cache() / "windows.json"
