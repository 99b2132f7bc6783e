"""The composition root: opens one library and wires everything but the window."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from explorer import paths
from explorer.domain.messages import AccordError
from explorer.domain.query import Query
from explorer.services.binding import Binding
from explorer.services.browsing import Browsing
from explorer.services.indexing import Indexing
from explorer.services.opening import Opening, keep_opening
from explorer.services.timelines import Timelines
from explorer.store.library import Library, create_library, open_library, revision, set_aside
from explorer.store.peek import FILE

if TYPE_CHECKING:
    from explorer.services.completing import Completing
    from explorer.services.exporting import Exporting
    from explorer.services.importing import Importing
    from explorer.services.keeping import Keeping
    from explorer.services.packs import Packs
    from explorer.services.reviewing import Reviewing
    from explorer.services.tabling import Tabling


class Workspace:
    """An opened library with the services that work on it."""

    def __init__(self, library: Library) -> None:
        self.library = library
        self.indexing = Indexing(library)
        self.browsing = Browsing(library, self.indexing)
        self.timelines = Timelines(library, self.indexing, self.browsing.shelf)
        self.binding = Binding(library)
        self.title = title_of(library.folder)

    @cached_property
    def exporting(self) -> Exporting:
        """The way out to files; imported when something is to be exported."""
        from explorer.services.exporting import Exporting

        return Exporting(self.browsing, self.title)

    @cached_property
    def keeping(self) -> Keeping:
        """The list of documents, and what can be done with them."""
        from explorer.services.keeping import Keeping

        return Keeping(self.library)

    @cached_property
    def importing(self) -> Importing:
        """The way in from files; imported when something is to be read."""
        from explorer.services.importing import Importing

        return Importing(self.library, self.indexing)

    @cached_property
    def tabling(self) -> Tabling:
        """The way in from tables; imported when there is one."""
        from explorer.services.tabling import Tabling

        return Tabling(self.library, self.indexing)

    @cached_property
    def packs(self) -> Packs:
        """Share files out and in; imported when there is one."""
        from explorer.services.packs import Packs

        return Packs(self.library)

    @cached_property
    def reviewing(self) -> Reviewing:
        """What documents suggest; imported when one is reviewed."""
        from explorer.services.reviewing import Reviewing

        return Reviewing(self.library, self.indexing, self.browsing.shelf)

    @cached_property
    def completing(self) -> Completing:
        """Help while a search is typed; imported with the first letter."""
        from explorer.services.completing import Completing
        from explorer.services.past import PastSearches

        past = PastSearches(paths.past_searches(self.library.folder))
        return Completing(self.library, self.indexing, past)

    def revision(self) -> int:
        """The number of the library's last change."""
        with self.library.reading() as unit:
            return revision(unit)

    def keep_opening(self) -> int | None:
        """Keep what the window shows first for its next start; the revision that was kept.

        None: nothing was kept, for the index cannot answer in full yet.
        """
        page = self.browsing.search(Query())
        if page.notice is not None:
            return None
        detail = self.browsing.detail(page.ids[0]) if page.total else None
        opening = Opening(
            self.title,
            self.library.read_only,
            self.browsing.labels(),
            page,
            self.binding.entries(),
            detail,
        )
        keep_opening(self.indexing.folder, opening)
        return page.revision

    def close(self) -> None:
        """Let go of the library."""
        self.library.close()


def title_of(folder: Path) -> str:
    """What a library is called: its folder, or for the user's own one that it is built in."""
    if folder.resolve() == paths.default_library().resolve():
        return "Built-in library"
    return folder.resolve().name


def _can_be_made(folder: Path) -> bool:
    """Whether a new library may go there: an empty folder, or none yet in one that exists.

    Or one whose library was put aside, by a start anew that was cut short.
    """
    if folder.is_dir():
        return not any(folder.iterdir()) or any(folder.glob(f"{FILE}.damaged-*"))
    return not folder.exists() and folder.absolute().parent.is_dir()


def open_fresh(folder: Path | None = None) -> Workspace:
    """Put what is in ``folder`` aside and start anew there with the built-in entries.

    Raises:
        AccordError: ``library-unwritable``.
    """
    target = folder or paths.default_library()
    if (target / FILE).exists():
        set_aside(target)
    library = create_library(target)
    _load_seeds(library)
    return Workspace(library)


def _load_seeds(library: Library) -> None:
    """Load the built-in entries, unless these very ones are there."""
    from explorer.services.seeding import load_pack

    load_pack(library, paths.seeds())


def open_workspace(folder: Path | None = None) -> Workspace:
    """Open a library; the user's own one, with the built-in entries, where none is named.

    One that is not there yet is made, with the built-in entries, if the folder around it is there:
    a drive that is not plugged in is told as a missing library.

    Raises:
        AccordError: ``library-…`` for what cannot be opened, ``pack-…`` for faulty seeds.
    """
    target = folder or paths.default_library()
    new = not (target / FILE).exists()
    if folder is not None and new and not _can_be_made(folder):
        raise AccordError("library-missing", path=folder)
    library = create_library(target) if new else open_library(target)
    workspace = Workspace(library)
    # One that was never written to was cut short as it was made: its entries are to come.
    if not library.read_only and (folder is None or not workspace.revision()):
        try:
            _load_seeds(library)
        except BaseException:
            workspace.close()
            raise
    return workspace
