"""The briefing: a cited PDF, tagged (PDF/UA-1) and for keeping (PDF/A-2a), set by Typst.

The template is constant and the entries reach it as JSON only, so no text is ever taken for
markup. Equal requests make equal bytes on one machine; on every machine while the bundled fonts
have all characters.
"""

from __future__ import annotations

import re
import shutil
import unicodedata
from contextlib import ExitStack
from pathlib import Path
from typing import Any, Final

import msgspec

from explorer import disk
from explorer.domain.messages import AccordError
from explorer.export.compose import composed
from explorer.export.files import write_whole
from explorer.export.glyphs import Printing, characters_of, printing, replaced_in
from explorer.export.report import BriefRequest, ExportReport

_PAGES: Final = re.compile(rb"/Type\s*/Pages\s*/Count (\d+)")


def write_pdf(request: BriefRequest, target: Path, *, resources: Path) -> ExportReport:
    """Write the briefing to ``target``. Takes 40 ms for 10 entries; call it in a child process.

    Raises:
        AccordError: ``export-unwritable``; ``export-failed`` when Typst refuses the data.
    """
    data = composed(request)
    fonts = resources / "fonts"
    characters = characters_of(data)
    plan = printing(characters, fonts)
    try:
        content = _typeset(_printable(data, plan), resources, plan.fonts)
    except (RuntimeError, OSError):
        # A font of this machine may have a character and yet not a whole syllable of it.
        plan = printing(characters, fonts, system_fonts=False)
        try:
            content = _typeset(_printable(data, plan), resources, ())
        except (RuntimeError, OSError) as error:
            raise AccordError("export-failed", path=target, reason=error) from error
    write_whole(target, content)
    return ExportReport(
        path=str(target),
        entries=len(request.details),
        size=len(content),
        pages=max((int(count) for count in _PAGES.findall(content)), default=0),
        missing=tuple(f"U+{ord(item):04X}" for item in plan.missing),
        fonts=tuple(path.stem for path in plan.fonts),
    )


def _printable(data: dict[str, Any], plan: Printing) -> dict[str, Any]:
    """The data without what the fonts lack, and with the account of it for the last page."""
    plain: dict[str, Any] = replaced_in(data, plan.replaced) if plan.replaced else data
    return plain | {
        "missing": [
            {"code": f"U+{ord(item):04X}", "name": unicodedata.name(item, "without a name").lower()}
            for item in plan.missing
        ],
        "fonts": [path.stem for path in plan.fonts],
    }


def _typeset(data: dict[str, Any], resources: Path, system_fonts: tuple[Path, ...]) -> bytes:
    import typst

    with ExitStack() as stack:
        folders: list[Path] = [resources / "fonts"]
        if system_fonts:
            # Typst takes folders, and a system's whole font folder would cost seconds.
            folder = stack.enter_context(disk.Scratch())
            for path in system_fonts:
                shutil.copy(path, folder)
            folders.append(folder)
        fonts = typst.Fonts(
            include_system_fonts=False, include_embedded_fonts=False, font_paths=folders
        )
        return typst.compile(
            resources / "brief.typ",
            root=resources,
            font_paths=fonts,
            sys_inputs={"data": msgspec.json.encode(data).decode()},
            pdf_standards=["ua-1", "a-2a"],
            timestamp=0,  # the date printed is part of the request, not of the clock
        )
