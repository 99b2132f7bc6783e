"""A file is written whole or not at all."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from explorer.domain.messages import AccordError
from explorer.export.files import replacing, write_whole


def names(folder: Path) -> list[str]:
    return sorted(item.name for item in folder.iterdir())


def test_replaces_what_was_there(tmp_path: Path) -> None:
    target = tmp_path / "a.txt"
    target.write_bytes(b"old and longer")
    write_whole(target, b"new")
    assert target.read_bytes() == b"new"
    assert names(tmp_path) == ["a.txt"]


def test_gives_the_rights_that_the_user_is_used_to(tmp_path: Path) -> None:
    write_whole(tmp_path / "a.txt", b"x")
    (tmp_path / "b.txt").write_bytes(b"x")
    modes = {stat.S_IMODE(item.stat().st_mode) for item in tmp_path.iterdir()}
    assert len(modes) == 1


def test_takes_the_longest_name(tmp_path: Path) -> None:
    target = tmp_path / ("a" * 255)
    write_whole(target, b"x")
    assert target.read_bytes() == b"x"


@pytest.mark.parametrize("error", [ValueError("stop"), KeyboardInterrupt()])
def test_what_was_there_outlives_a_failure(tmp_path: Path, error: BaseException) -> None:
    target = tmp_path / "a.txt"
    target.write_bytes(b"old")

    def half() -> None:
        with replacing(target) as stream:
            stream.write(b"half")
            raise error

    with pytest.raises(type(error)):
        half()
    assert target.read_bytes() == b"old"
    assert names(tmp_path) == ["a.txt"]


def refusal(target: Path) -> AccordError:
    with pytest.raises(AccordError) as caught:
        write_whole(target, b"x")
    assert caught.value.message.code == "export-unwritable"
    return caught.value


def test_a_folder_in_the_way_is_told(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").mkdir()
    refusal(tmp_path / "a.pdf")
    assert names(tmp_path) == ["a.pdf"]


def test_a_missing_folder_is_told(tmp_path: Path) -> None:
    error = refusal(tmp_path / "none" / "a.pdf")
    assert "no such file or directory" in str(error)
    assert names(tmp_path) == []


@pytest.mark.skipif(os.name == "nt", reason="folders have no such rights on Windows")
def test_a_folder_without_the_right_to_write_is_told() -> None:
    script = (
        "import os, sys; from pathlib import Path\n"
        "from explorer.export.files import write_whole\n"
        "if os.geteuid() == 0: os.setuid(65534)\n"  # root may write everywhere
        "write_whole(Path(sys.argv[1]), b'x')\n"
    )
    # Not in tmp_path, whose parents are closed to everyone but their owner.
    with TemporaryDirectory() as name:
        closed = Path(name)
        closed.chmod(0o555)
        run = subprocess.run(
            [sys.executable, "-c", script, str(closed / "a.pdf")],
            capture_output=True,
            text=True,
            check=False,
        )
        assert "could not be written: permission denied. Nothing was left behind." in run.stderr
        assert names(closed) == []
        closed.chmod(0o755)


@pytest.mark.skipif(os.name == "nt", reason="RLIMIT_FSIZE is of POSIX")
def test_a_disk_that_is_full_leaves_no_half_file(tmp_path: Path) -> None:
    # The limit of a file's size stands in for the end of the disk: the write fails half way.
    script = (
        "import resource, signal, sys; from pathlib import Path\n"
        "from explorer.export.files import write_whole\n"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000))\n"
        "write_whole(Path(sys.argv[1]), b'x' * 1_000_000)\n"
    )
    run = subprocess.run(
        [sys.executable, "-c", script, str(tmp_path / "a.pdf")],
        capture_output=True,
        text=True,
        check=False,
    )
    assert "could not be written: file too large" in run.stderr
    assert names(tmp_path) == []


FULL = Path("/dev/full")


@pytest.mark.skipif(not FULL.exists(), reason="no /dev/full on this system")
def test_a_full_disk_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = Path.open

    def full(self: Path, mode: str = "r", **options: int) -> object:
        # Unbuffered, or the failure would come only when Python closes the file.
        real(self, mode).close()
        return real(FULL, "wb", buffering=0)

    monkeypatch.setattr(Path, "open", full)
    error = refusal(tmp_path / "a.pdf")
    assert "no space left on device" in str(error)
    assert names(tmp_path) == []
