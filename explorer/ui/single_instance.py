"""One window for each user and library: a second start brings the first to the front."""

from __future__ import annotations

import getpass
import hashlib
import os
import tempfile
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from explorer import paths

WAIT_MS = 300


def server_name(folder: Path | None) -> str:
    """The name of the local server for a library; of no use to any other user."""
    target = (folder or paths.default_library()).resolve()
    key = f"{getpass.getuser()}\0{target}".encode()
    return f"accord-{hashlib.sha256(key).hexdigest()[:20]}"


def may_be_running(folder: Path | None) -> bool:
    """Whether asking is worth while: on Unix a server is a socket file. Costs no Qt network."""
    return os.name != "posix" or (Path(tempfile.gettempdir()) / server_name(folder)).exists()


def raise_running(folder: Path | None) -> bool:
    """Ask an Accord that has this library open to come to the front; whether there is one."""
    from PySide6.QtNetwork import QLocalSocket

    socket = QLocalSocket()
    socket.connectToServer(server_name(folder))
    if not socket.waitForConnected(WAIT_MS):
        return False
    socket.write(b"raise\n")
    socket.waitForBytesWritten(WAIT_MS)
    socket.disconnectFromServer()
    return True


class InstanceServer(QObject):
    """Listens for later starts on the same library. Local only: a socket file or named pipe."""

    raised = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        from PySide6.QtNetwork import QLocalServer

        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._answer)

    def listen(self, folder: Path | None) -> bool:
        """Serve this library; a socket that a crash left behind is taken over.

        False: another Accord was quicker, and has been brought to the front.
        """
        name = server_name(folder)
        if self._server.listen(name):
            return True
        if raise_running(folder):
            return False
        self._server.removeServer(name)
        return self._server.listen(name)

    def _answer(self) -> None:
        while (connection := self._server.nextPendingConnection()) is not None:
            connection.disconnected.connect(connection.deleteLater)
            self.raised.emit()
