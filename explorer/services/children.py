"""The one way to do long or dangerous work: this same program as a child, with a hidden verb.

The request goes in as JSON on stdin. The child answers with JSON Lines on stdout: any number of
``{"progress": …}``, then one ``{"result": …}`` or ``{"error": …}``. Killing it is cancelling it.
Works the same from the source and from the package.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from collections.abc import Callable, Generator, Iterator
from typing import IO, Any, Final

import msgspec

from explorer.domain.messages import AccordError, Message, Progress

VERB: Final = "_worker"
# What a child can be asked; `explorer.works.WORKS` says how.
INDEX: Final = "index"
EXPORT: Final = "export"


class Line(msgspec.Struct, frozen=True, omit_defaults=True):
    """One line from a child."""

    progress: Progress | None = None
    result: msgspec.Raw = msgspec.Raw()
    error: Message | None = None


class Child:
    """A started child; iterate it for progress, then ask for `result`."""

    def __init__(self, work: str, request: object) -> None:
        # A file, not a pipe: a child that prints more than a pipe holds would wait for ever.
        self._errors: IO[bytes] = tempfile.TemporaryFile()  # noqa: SIM115 - closed with the child
        self._process = subprocess.Popen(
            [*_command(), VERB, work],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._errors,
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
        self._request = msgspec.json.encode(request)
        self._result = msgspec.Raw()
        self._cancelled = False

    def __iter__(self) -> Iterator[Progress]:
        """The progress values, until the child ends.

        Raises:
            AccordError: the child's own, or ``child-crashed``.
        """
        process = self._process
        assert process.stdin is not None
        assert process.stdout is not None
        error: Message | None = None
        try:
            try:
                process.stdin.write(self._request)
                process.stdin.close()
            except BrokenPipeError:
                pass  # it died before it read: told below, with its exit code
            for text in process.stdout:
                line = _decoded(text)
                if line is None:
                    continue
                if line.progress is not None:
                    yield line.progress
                if bytes(line.result):
                    self._result = line.result
                error = line.error or error
            code = process.wait()
        finally:
            self.cancel()
            process.stdout.close()
            reason = self._last_words()
            self._errors.close()
        if error is not None:
            raise AccordError(error.code, **error.parameters)
        if code != 0 or not bytes(self._result):
            raise AccordError("child-crashed", reason=reason or f"exit code {code}")

    def _last_words(self) -> str:
        self._errors.seek(0)
        lines = self._errors.read()[-4_000:].decode("utf-8", "replace").strip().splitlines()
        return lines[-1][:300] if lines else ""

    def result(self, kind: type[Any]) -> Any:
        """The result, once the child has ended well."""
        return msgspec.json.decode(self._result, type=kind)

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
    except msgspec.MsgspecError:
        return None  # a library's own print; the child's exit code and result decide


def _command() -> list[str]:
    if getattr(sys, "frozen", False):
        return [sys.executable]
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


def serve(work: str, works: dict[str, Callable[[bytes], Generator[Progress, None, object]]]) -> int:
    """The child's side: read the request, do the work, print lines; the exit code."""
    request = sys.stdin.buffer.read()
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
                send(Line(result=msgspec.Raw(msgspec.json.encode(end.value))))
                return 0
    except AccordError as error:
        send(Line(error=error.message))
        return 1
