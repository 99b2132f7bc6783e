"""Where the built program runs for the smoke run: a bare Debian root, or its folder as it is."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tarfile
import tempfile
from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final

RELEASE: Final = "bookworm"
MIRROR: Final = "http://deb.debian.org/debian"
HOME: Final = "/home/사용자 홈 desk"  # blanks and Korean: paths are not always plain
PATIENCE: Final = 120  # seconds for one command
_BASE: Final = {"PATH": "/usr/local/bin:/usr/bin:/bin"}
# In namespaces of its own: no network interface but a loopback that is down.
_ENTER: Final = """\
set -e
mount -t proc proc "$1/proc"
mkdir -p "$1/tmp/.X11-unix"
[ ! -d /tmp/.X11-unix ] || mount --bind /tmp/.X11-unix "$1/tmp/.X11-unix"
root=$1; shift
exec chroot --userspec=1000:1000 "$root" env -i "$@"
"""


class Place(ABC):
    """A machine or folder with the program, and an empty home."""

    home: Path  # the user's home, as this process sees it
    network_off: bool
    description: str

    @abstractmethod
    def command(self, arguments: Sequence[str], environment: Mapping[str, str]) -> list[str]:
        """The command that runs the program there."""

    @abstractmethod
    def inside(self, path: Path) -> str:
        """A path below ``home``, as the program sees it."""

    def run(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """Run a command of the program to its end."""
        return subprocess.run(
            self.command(arguments, {}),
            capture_output=True,
            encoding="utf-8",
            timeout=PATIENCE,
            check=False,
        )

    def start(
        self, arguments: Sequence[str], environment: Mapping[str, str], log: Path
    ) -> subprocess.Popen[bytes]:
        """Start the program; what it says on stderr goes into ``log``."""
        with log.open("ab") as errors:
            return subprocess.Popen(self.command(arguments, environment), stderr=errors)


class BareRoot(Place):
    """A Debian without Python, made by debootstrap, with the .deb and what it depends on."""

    network_off = True

    def __init__(self, work: Path, deb: Path) -> None:
        self.root = work / "root"
        self.home = self.root / HOME.lstrip("/")
        self.description = f"bare Debian {RELEASE}, network off"
        shutil.rmtree(self.root, ignore_errors=True)
        base = work / f"{RELEASE}.tar"
        if not base.exists():
            _debootstrap(base)
        self.root.mkdir(parents=True)
        with tarfile.open(base) as archive:
            archive.extractall(self.root, filter="fully_trusted")  # our own, and with devices
        shutil.copyfile("/etc/resolv.conf", self.root / "etc/resolv.conf")
        shutil.copyfile(deb, self.root / deb.name)
        self.install(f"/{deb.name}", update=True)
        self.administer("useradd", "--uid", "1000", "--home-dir", HOME, "desk")
        self.home.mkdir()
        os.chown(self.home, 1000, 1000)

    def administer(self, *command: str) -> str:
        """Run a command there as root, with the network; what it printed.

        Raises:
            RuntimeError: with the end of what it printed.
        """
        enter = ["unshare", "--mount", "--pid", "--fork", "--kill-child", "sh", "-c",
                 'mount -t proc proc "$1/proc"; exec chroot "$@"', "sh"]  # fmt: skip
        done = subprocess.run(
            [*enter, str(self.root), "env", "DEBIAN_FRONTEND=noninteractive", *command],
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
        )
        if done.returncode:
            raise RuntimeError(f"{' '.join(command)}: {done.stdout.strip()[-500:]}")
        return done.stdout

    def install(self, *packages: str, update: bool = False) -> None:
        """Install packages with what they depend on, and no more."""
        if update:
            self.administer("apt-get", "update", "-qq")
        self.administer("apt-get", "install", "-y", "-qq", "--no-install-recommends", *packages)

    def command(self, arguments: Sequence[str], environment: Mapping[str, str]) -> list[str]:
        variables = {**_BASE, "HOME": HOME, **environment}
        listed = [f"{name}={value}" for name, value in variables.items()]
        return self._entered(*listed, "accord", *arguments)

    def _entered(self, *command: str) -> list[str]:
        enter = ["unshare", "--net", "--mount", "--pid", "--fork", "--kill-child"]
        return [*enter, "sh", "-c", _ENTER, "sh", str(self.root), "--chdir", HOME, *command]

    def ask_inside(self, *command: str) -> str:
        """What a command prints there, as the user and without a network; empty where it fails."""
        asked = self._entered(f"PATH={_BASE['PATH']}", *command)
        return subprocess.run(asked, capture_output=True, text=True, check=False).stdout.strip()

    def inside(self, path: Path) -> str:
        return f"/{path.relative_to(self.root).as_posix()}"


def _debootstrap(base: Path) -> None:
    """Make the root once, and keep it as a file."""
    base.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=base.parent) as name:
        fresh = Path(name) / "root"
        subprocess.run(
            ["debootstrap", "--variant=minbase", RELEASE, str(fresh), MIRROR],
            check=True,
            stdout=subprocess.DEVNULL,
        )
        draft = Path(name) / base.name
        with tarfile.open(draft, "w") as archive:
            archive.add(fresh, ".")
        draft.rename(base)


class Folder(Place):
    """The program's folder on this machine, in a home of its own."""

    def __init__(self, work: Path, program: Path) -> None:
        self._program = program.resolve()
        self.home = (work / "사용자 홈 desk").resolve()
        shutil.rmtree(self.home, ignore_errors=True)
        self.home.mkdir(parents=True)
        alone = ["unshare", "--net", "true"]
        self.network_off = bool(
            sys.platform == "linux"
            and shutil.which("unshare")
            and subprocess.run(alone, check=False, stderr=subprocess.DEVNULL).returncode == 0
        )
        self.description = f"{program}, network {'off' if self.network_off else 'as it is'}"

    def command(self, arguments: Sequence[str], environment: Mapping[str, str]) -> list[str]:
        variables = {**_home_variables(self.home), **environment}
        if sys.platform == "win32":
            # No `env` there: the variables are set for this process, which does nothing else.
            os.environ.update(variables)
            return [str(self._program), *arguments]
        alone = ["unshare", "--net"] if self.network_off else []
        listed = [f"{name}={value}" for name, value in {**_BASE, **variables}.items()]
        return [*alone, "env", "-i", *listed, str(self._program), *arguments]

    def inside(self, path: Path) -> str:
        return str(path)


def _home_variables(home: Path) -> dict[str, str]:
    """What makes a folder the user's home on this system."""
    if sys.platform == "win32":
        names = ("USERPROFILE", "APPDATA", "LOCALAPPDATA")
        return {**dict.fromkeys(names, str(home)), "QT_QPA_PLATFORM": "offscreen"}
    return {"HOME": str(home)}
