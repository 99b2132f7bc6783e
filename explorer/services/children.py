"""The one way to do long or dangerous work: this same program as a child, with a hidden verb.

The request is one line of JSON on the child's stdin, which stays open as long as the parent lives.
The child answers with JSON Lines on stdout: any number of ``{"progress": …}``, then one
``{"result": …}`` or ``{"error": …}``, or a long result as pieces of its text. Killing it is
cancelling it, and it ends with its parent.
Works the same from the source and from the package.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable, Generator, Iterator
from contextlib import suppress
from pathlib import Path
from typing import IO, Any, Final, TypeVar

import msgspec

from explorer.domain.messages import AccordError, Message, Progress

S = TypeVar("S")
T = TypeVar("T")

VERB: Final = "_worker"
# What a child can be asked; `explorer.works.WORKS` says how.
INDEX: Final = "index"
EXPORT: Final = "export"
CHECK: Final = "check"
READ: Final = "read"
TABLE: Final = "table"
PACK: Final = "pack"
MERGE: Final = "merge"
SUGGEST: Final = "suggest"
REVERT: Final = "revert"

_LONGEST_LINE: Final = 1 << 20  # bytes; what is longer is no answer of ours
_PIECE: Final = 1 << 17  # letters of a long result in one line: none takes more than six bytes
_ALONE: Final = 4  # the exit code of a child whose parent has gone; nobody reads it


class Line(msgspec.Struct, frozen=True, omit_defaults=True):
    """One line from a child."""

    progress: Progress | None = None
    piece: str = ""
    result: msgspec.Raw = msgspec.Raw()
    error: Message | None = None


class Child:
    """A started child; iterate it for progress, then ask for `result`.

    Raises:
        AccordError: ``child-unstarted``, e.g. when the program was removed or memory is short.
    """

    def __init__(self, work: str, request: object) -> None:
        try:
            # A file, not a pipe: a child that prints more than a pipe holds would wait for ever.
            self._errors: IO[bytes] = tempfile.TemporaryFile()  # noqa: SIM115 - as is the child
            self._process = subprocess.Popen(
                [*_command(), VERB, work],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=self._errors,
                creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
            )
        except OSError as error:
            raise AccordError("child-unstarted", reason=error.strerror or error) from error
        self._request = msgspec.json.encode(request) + b"\n"
        self._result = msgspec.Raw()
        self._cancelled = False

    def __iter__(self) -> Iterator[Progress]:
        """The progress values, until the child ends.

        Raises:
            AccordError: the child's own, or ``child-crashed``.
        """
        stdout = self._process.stdout
        assert stdout is not None
        # In a thread: a child that prints much before it reads would wait for us, and we for it.
        asking = threading.Thread(target=self._ask, daemon=True)
        asking.start()
        error: Message | None = None
        pieces: list[str] = []
        try:
            while text := stdout.readline(_LONGEST_LINE):
                line = _decoded(text)
                if line is None:
                    continue
                if line.progress is not None:
                    yield line.progress
                if line.piece:
                    pieces.append(line.piece)
                if bytes(line.result):
                    self._result = line.result
                error = line.error or error
            code = self._process.wait()
        finally:
            self.cancel()
            asking.join()
            self._close_pipes()
            words = self._last_words()
            self._errors.close()
        if error is not None:
            raise _own_error(error)
        if pieces:
            self._result = msgspec.Raw("".join(pieces).encode())
        if code != 0 or not bytes(self._result):
            raise AccordError("child-crashed", reason=_reason(code, words))

    def _ask(self) -> None:
        stdin = self._process.stdin
        assert stdin is not None
        # It may have died before it read; that is told with its exit code.
        with suppress(OSError):
            stdin.write(self._request)
            stdin.flush()

    def _close_pipes(self) -> None:
        for pipe in (self._process.stdin, self._process.stdout):
            assert pipe is not None
            with suppress(OSError):  # what a dead child has not read
                pipe.close()

    def _last_words(self) -> str:
        self._errors.seek(0)
        lines = self._errors.read()[-4_000:].decode("utf-8", "replace").strip().splitlines()
        return lines[-1][:300] if lines else ""

    def result(self, kind: type[Any]) -> Any:
        """The result, once the child has ended well.

        Raises:
            AccordError: ``child-crashed``, when it is not what was asked for.
        """
        try:
            return msgspec.json.decode(self._result, type=kind)
        except msgspec.MsgspecError as error:
            raise AccordError("child-crashed", reason=error) from error

    @property
    def pid(self) -> int:
        """The number of its process."""
        return self._process.pid

    def cancel(self) -> None:
        """Kill the child if it still runs, from any thread."""
        if self._process.poll() is None:
            self._cancelled = True
            self._process.kill()
            self._process.wait()

    @property
    def cancelled(self) -> bool:
        """Whether it was killed before it ended."""
        return self._cancelled


def _decoded(text: bytes) -> Line | None:
    try:
        return msgspec.json.decode(text, type=Line)
    except (msgspec.MsgspecError, UnicodeDecodeError):
        return None  # a library's own print; the child's exit code and result decide


def _own_error(message: Message) -> AccordError:
    """The error that a child told, if it is one that can be told."""
    try:
        return AccordError(message.code, **message.parameters)
    except (KeyError, TypeError):
        return AccordError("child-crashed", reason=message.code)


def _reason(code: int, words: str) -> str:
    """Why a child ended: its last words, or the signal that left it none."""
    if code < 0 and code != -signal.SIGABRT:
        with suppress(ValueError):
            return f"exit code {code}, {signal.Signals(-code).name}"
    return words or f"exit code {code}"


def _command() -> list[str]:
    if getattr(sys, "frozen", False):
        # The package for Windows has two programs: the windowed one has no stdin and no stdout.
        console = Path(sys.executable).with_suffix(".com")
        return [str(console) if os.name == "nt" and console.is_file() else sys.executable]
    return [sys.executable, "-m", "explorer"]


def run_child(
    work: str, request: object, kind: type[Any], started: Callable[[Child], None] | None = None
) -> Generator[Progress, None, Any]:
    """Run a child to its end: yields progress, returns the result as ``kind``.

    ``started`` gets the child at once, so that another thread can cancel it.
    """
    child = Child(work, request)
    if started is not None:
        started(child)
    yield from child
    return child.result(kind)


def finish(steps: Generator[S, None, T], each: Callable[[S], object] | None = None) -> T:
    """What a long work returns, when it has told all its steps to ``each``."""
    while True:
        try:
            step = next(steps)
        except StopIteration as end:
            result: T = end.value
            return result
        if each is not None:
            each(step)


class Alarm:
    """A clock that kills a child which takes too long for a step of its work."""

    def __init__(self, child: Child, seconds: float) -> None:
        self.rang = False
        self._child, self._seconds = child, seconds
        self._timer: threading.Timer | None = None
        self.wind()

    def wind(self) -> None:
        """Begin to count anew."""
        self.stop()
        self._timer = threading.Timer(self._seconds, self._ring)
        self._timer.daemon = True
        self._timer.start()

    def _ring(self) -> None:
        self.rang = True
        self._child.cancel()

    def stop(self) -> None:
        """Count no longer."""
        if self._timer is not None:
            self._timer.cancel()


def serve(work: str, works: dict[str, Callable[[bytes], Generator[Progress, None, object]]]) -> int:
    """The child's side: read the request, do the work, print lines; the exit code."""
    request = sys.stdin.buffer.readline()
    if not request.endswith(b"\n"):
        return _ALONE  # the parent was killed while it asked
    threading.Thread(target=_end_with_parent, daemon=True).start()
    out = sys.stdout.buffer

    def send(line: Line) -> None:
        out.write(msgspec.json.encode(line) + b"\n")
        out.flush()

    steps = works[work](request)
    try:
        while True:
            try:
                send(Line(progress=next(steps)))
            except StopIteration as end:
                result = msgspec.json.encode(end.value)
                if len(result) <= _PIECE:
                    send(Line(result=msgspec.Raw(result)))
                else:
                    text = result.decode()
                    for start in range(0, len(text), _PIECE):
                        send(Line(piece=text[start : start + _PIECE]))
                return 0
    except AccordError as error:
        send(Line(error=error.message))
        return 1
    except MemoryError:
        send(Line(error=Message("child-memory")))
        return 1


def _end_with_parent() -> None:
    """Wait for the parent's end, then end at once: nobody would take the result.

    What is half done then is what a kill leaves, and is cleaned up as that is.
    """
    _wait_for_parents_end()
    os._exit(_ALONE)


if sys.platform == "win32":

    def _wait_for_parents_end() -> None:
        # Not by reading stdin: while a thread waits for a pipe there, loading numpy's libraries
        # hangs (numpy issue 24290). The standard library's own children wait like this.
        import _winapi

        parent = _winapi.OpenProcess(_winapi.SYNCHRONIZE, False, os.getppid())
        _winapi.WaitForSingleObject(parent, _winapi.INFINITE)

else:

    def _wait_for_parents_end() -> None:
        # The system closes the pipe with the parent, however that ends. Past Python's own
        # reader, whose lock would be in the way when this process ends first.
        while os.read(0, 1):
            pass
