"""What goes into the package and what stays out; read by accord.spec, build.py and the tests."""

from __future__ import annotations

import sys
from fnmatch import fnmatch
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).resolve().parent.parent
# Where build.py and accord.spec put what they make for the package: icons, licences.
MADE: Final = ROOT / "build" / "package"

NAME: Final = "Accord"
# Reverse domain names, as AppStream and macOS ask for; the project owns no domain yet.
COMPONENT: Final = "org.accord_explorer.Accord"
BUNDLE_ID: Final = "org.accord-explorer.accord"
UTI: Final = "org.accord-explorer.pack"
MIME_TYPE: Final = "application/x-accord-pack"
# A program without a console has no standard streams on Windows, and one with it flashes a black
# window: so there are two. File names know no upper and lower case there, so the second cannot be
# accord.exe: it is accord.com, which the shell takes before .exe when one types `accord`.
HAS_TWO_PROGRAMS: Final = sys.platform == "win32"

# What libraries would pull in and nothing uses.
EXCLUDED_MODULES: Final = [
    # OpenSSL, 6 MB: Accord opens no connection, and hashlib has its own SHA-256.
    *("ssl", "_ssl", "_hashlib"),
    # Python's links to libraries of the system, for file forms that Accord does not write.
    *("bz2", "_bz2", "lzma", "_lzma", "_uuid", "readline", "curses", "_curses"),
    # Other windows, tests, installers, tools of development.
    *("tkinter", "_tkinter", "turtle", "idlelib", "lib2to3", "ensurepip", "distutils"),
    *("setuptools", "pkg_resources", "pip", "pdb", "doctest", "pydoc", "pytest", "_pytest"),
    *("hypothesis", "mypy", "PIL", "IPython", "matplotlib", "scipy", "greenlet"),
    # Of lxml only its reader of XML is used, of selectolax only Lexbor.
    *("lxml.html", "lxml.isoschematron", "lxml.objectify", "lxml.builder", "lxml.cssselect"),
    *("selectolax.parser", "charset_normalizer.cli", "pypdfium2_cli"),
    *("numpy.f2py", "numpy.distutils", "numpy.testing", "numpy._core._multiarray_tests"),
    *("numpy.random", "numpy.fft", "numpy.polynomial", "sqlalchemy.testing"),
    # Databases that are not SQLite.
    *(f"sqlalchemy.dialects.{name}" for name in ("mssql", "mysql", "oracle", "postgresql")),
    *(
        f"PySide6.Qt{name}"
        for name in ("Qml", "Quick", "OpenGL", "Test", "Designer", "Help", "Sql", "PrintSupport")
    ),
]

# Qt's plugins that stay, on any platform; all others go. cocoa and windows are the platforms of
# macOS and Windows.
PLUGINS: Final = {
    "platforms": ("xcb", "wayland", "offscreen", "minimal", "windows", "cocoa"),
    # Korean, Hindi and others by IBus (Fcitx speaks its language too), and dead keys.
    "platforminputcontexts": (
        "ibusplatforminputcontextplugin",
        "composeplatforminputcontextplugin",
    ),
    "platformthemes": ("xdgdesktopportal",),
    "imageformats": ("svg", "ico", "icns"),
    "iconengines": ("svgicon",),
    "styles": ("modernwindowsstyle", "macstyle"),
    # The first puts the window on screen, the others frame it where the desktop does not.
    "wayland-shell-integration": ("xdg-shell",),
    "wayland-decoration-client": ("adwaita", "bradient"),
}

# Libraries of Qt that only left-out plugins need.
_NO_QT: Final = (
    *(
        "Qml*",
        "Quick*",
        "Labs*",
        "OpenGL*",
        "Pdf*",
        "VirtualKeyboard*",
        "ShaderTools",
        "Concurrent",
    ),
    *("Designer*", "Help", "UiTools", "Sql", "Test", "EglF*", "WaylandEglClient*"),
)

# Linux: libraries of the build machine that go along. Python was linked with the first two; the
# xcb helpers are small, and many a desktop lacks one. All others are the system's: they fit its
# drivers, fonts and keyboards, and are kept up to date by it. debian.py names their packages.
TAKEN_ALONG: Final = (
    *("libpython3*", "libsqlite3.so*", "libffi.so*"),
    *(
        f"libxcb-{name}.so*"
        for name in (
            *("cursor", "icccm", "image", "keysyms", "randr", "render", "render-util", "shape"),
            *("shm", "sync", "util", "xfixes", "xkb"),
        )
    ),
)

# Compiled twins of modules that are not on a busy path: fontTools reads only which characters a
# font has. And OpenSSL, which a Python for Windows or macOS brings.
_NO_LIBRARIES: Final = ("fontTools/*", "libcrypto*", "libssl*", "opengl32sw.dll", "d3dcompiler_*")

# Data that no one reads. Qt's translations: our texts are our own, the platform's are its.
_NO_DATA: Final = (
    *(
        "*.pyi",
        "*.h",
        "*.hpp",
        "*.pxd",
        "*.pxi",
        "*.pyx",
        "*.c",
        "*.a",
        "*/py.typed",
        "*/tests/*",
        "*/doc/*",
        "*/qml/*",
    ),
    *("*/translations/qt*", "PySide6/*/metatypes/*", "*/glue/*", "*/typesystems/*"),
    "resources/licences/*",  # they are in licences/, with everyone else's
)


def version() -> str:
    """The program's version; it stands in pyproject.toml alone."""
    from explorer import __version__

    return __version__


def data_files(root: Path) -> list[tuple[str, str]]:
    """Files beside the modules, as PyInstaller wants them: where from, into which folder."""
    from importlib import metadata

    from explorer.services.licences import runtime_names

    found = [
        (str(root / "pyproject.toml"), "."),  # the version is read from here, as in a checkout
        (str(root / "resources"), "resources"),
        (str(root / "seeds"), "seeds"),
        (str(root / "explorer/ui/theme.qss"), "explorer/ui"),
    ]
    for name in runtime_names():  # `info --json` tells the versions
        found += [
            (str(file.locate()), str(file.parent))
            for file in metadata.distribution(name).files or ()
            if file.name == "METADATA" and file.parent.suffix == ".dist-info"
        ]
    return found


def hidden_imports() -> list[str]:
    """All our modules (works.py and the window import late), and what libraries import by name."""
    own = [
        ".".join(file.relative_to(ROOT).with_suffix("").parts)
        for file in sorted((ROOT / "explorer").rglob("*.py"))
        if file.stem not in ("__init__", "__main__")
    ]
    return [*own, "sqlalchemy.dialects.sqlite", "sqlalchemy.sql.default_comparator"]


def keeps_binary(target: str, platform: str = sys.platform) -> bool:
    """Whether a library goes in; ``target``: its path within the package."""
    path = target.replace("\\", "/")
    folder, _, name = path.rpartition("/")
    if any(fnmatch(path, pattern) or fnmatch(name, pattern) for pattern in _NO_LIBRARIES):
        return False
    if platform == "linux" and not folder:
        return any(fnmatch(name, pattern) for pattern in TAKEN_ALONG)
    if "/plugins/" in path:
        family = path.partition("/plugins/")[2].partition("/")[0]
        stem = name.removeprefix("lib").partition(".")[0]
        return any(stem in (f"q{kept}", kept) for kept in PLUGINS.get(family, ()))
    return not any(
        fnmatch(name, pattern.format(part))
        for part in _NO_QT
        for pattern in ("libQt6{}.so*", "Qt6{}.dll", "Qt{}", "Qt{}.abi3.so", "Qt{}.pyd")
    )


def keeps_data(target: str) -> bool:
    """Whether a file that is no library goes in."""
    path = target.replace("\\", "/")
    return not any(fnmatch(path, pattern) for pattern in _NO_DATA)


def keeps_script(name: str) -> bool:
    """Whether a script that runs before the program stays.

    PyInstaller's own for PySide6, inspect, pkgutil and multiprocessing cost each start of a child
    80 ms (the first imports Qt), for what Accord does not use: PySide6 finds its plugins by itself.
    """
    return not name.startswith("pyi_rth_")


def icon() -> str | None:
    """The program's icon in the form of this platform, where programs have one within them."""
    names = {"win32": "accord.ico", "darwin": "accord.icns"}
    name = names.get(sys.platform)
    return str(MADE / "icons" / name) if name else None


def windows_version_file() -> str | None:
    """The version resource of the Windows programs."""
    return str(MADE / "version.txt") if sys.platform == "win32" else None


def information_list() -> dict[str, object]:
    """macOS: the parts of Info.plist that PyInstaller does not write."""
    document = {
        "CFBundleTypeName": "Accord share file",
        "CFBundleTypeRole": "Editor",
        "CFBundleTypeIconFile": "pack.icns",
        "LSHandlerRank": "Owner",
        "LSItemContentTypes": [UTI],
    }
    declared = {
        "UTTypeIdentifier": UTI,
        "UTTypeDescription": "Accord share file",
        "UTTypeConformsTo": ["public.data"],
        "UTTypeTagSpecification": {
            "public.filename-extension": ["accord"],
            "public.mime-type": [MIME_TYPE],
        },
    }
    return {
        "CFBundleName": NAME,
        "CFBundleShortVersionString": version(),
        "CFBundleVersion": version(),
        "LSMinimumSystemVersion": "13.0",
        "LSApplicationCategoryType": "public.app-category.reference",
        "NSHighResolutionCapable": True,
        "NSRequiresAquaSystemAppearance": False,  # dark where the system is
        "CFBundleDocumentTypes": [document],
        "UTExportedTypeDeclarations": [declared],
    }
