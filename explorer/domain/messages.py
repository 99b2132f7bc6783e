"""Errors and reasons as codes with parameters; their English stands here, once.

Below ``ui`` nothing builds a sentence for the screen: it raises or returns a `Message`.
The command line prints `Message.english()`; the window translates the template first.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import Final

import msgspec

TEMPLATES: Final = MappingProxyType(
    {
        # Dates
        "date-not-edtf": "“{text}” is not a date that Accord knows: {reason}.",
        # Library
        "library-missing": "There is no library in {path}.",
        "library-not-folder": "{path} is not a folder.",
        "library-damaged": "The library file {path} is damaged ({reason}). It was left as it is.",
        "library-newer": (
            "The library {path} was written by a newer Accord (format {found}; this one reads"
            " up to {known}). It was left as it is."
        ),
        "library-read-only": "The library {path} cannot be written to: editing is off.",
        "library-unwritable": "No library could be made in {path}: {reason}.",
        "library-busy": "Another Accord is writing to {path}; nothing was changed. Try again.",
        "disk-full": "The disk is full: {path} was not written; nothing else was changed.",
        "entry-unknown": "There is no entry “{id}” in this library.",
        "document-unknown": "There is no document “{id}” in this library.",
        "collection-unknown": "There is no collection “{name}” in this library.",
        # Suggestions: why one was made
        "suggest-verb": "verb “{text}”",
        "suggest-acronym": "acronym “{text}” defined in brackets: {meaning}",
        "suggest-named": "named: {text}",
        "suggest-event": "told of as “{text}”",
        "suggest-lead": "in a list under “{text}”",
        "suggest-kind": "type from “{text}”",
        "suggest-parties": "parties named: {text}",
        "suggest-together": "“{text}” are the parties of the document",
        "suggest-some": "party named: {text}; the others are those of the document",
        "suggest-usual": "no party named here: those of the document",
        "suggest-date": "date from “{text}”",
        # Reviewing suggestions
        "review-own": "selected by hand",
        "review-no-rule": "no rule reads an entry here: type and firmness are yours to say",
        "review-selection": "There is no word in the selection.",
        "review-cancelled": "Cancelled: no suggestions were made.",
        "review-unknown": "This suggestion is not there any more: its review was made anew.",
        "review-decided": "“{title}” was decided already, here or in another Accord.",
        "review-text": "The text of “{title}” is another one now: its suggestion cannot be placed.",
        "review-untitled": "An entry needs a title.",
        "review-damaged": "The suggestions of this document cannot be read: {reason}.",
        # … why an entry may be the same
        "like-acronym": "same acronym, {text}",
        "like-title": "same title",
        "like-title-but": "same title but for “{text}”",
        "like-words": "same words: {text}",
        "like-passage": "same passage",
        "like-overlap": "part of the same passage",
        "like-matter": "same parties, type and sector",
        "like-date": "same date",
        # … and on what a field of an accepted one rests, where its sentence does not print it
        "basis-corrected": "Corrected by hand; the rules read “{text}”.",
        "basis-added": "Added by hand.",
        "basis-worded": "Worded from the sentence; it is not printed so.",
        "basis-together": "“{text}” stands for the parties of the document.",
        "basis-document": "The sentence does not name it: it is a party of the document.",
        "basis-body": "The sentence does not print this name.",
        "basis-role": "Its part follows from what the entry is.",
        "basis-date": "Told with the document's date, {date}.",
        "basis-elsewhere": "The sentence does not print it; the document tells it elsewhere.",
        "basis-due": "The date is still to come in the document's words.",
        "basis-undecided": "A date, and no word on how firm it is.",
        # Packs
        "pack-unreadable": "{path}: not a readable share file: {reason}. Nothing was loaded.",
        "pack-merged": (
            "{added} new entries, {beside} that differ beside those here, {same} the same."
        ),
        "pack-changed": "{path} has changed since it was looked at. Nothing was loaded.",
        "pack-passage": (
            "{path}: entry “{entry}”, field “{field}”: the passage {passage} does not stand in"
            " {document} where it says ({reason}). Nothing was loaded."
        ),
        "pack-field": "{path}: entry “{entry}”, field “{field}”: {reason}. Nothing was loaded.",
        "pack-document": "{path}: document “{document}”: {reason}. Nothing was loaded.",
        # Search
        "value-unknown": "“{value}” is not a value of {facet}. Known are: {known}.",
        "index-damaged": "The search index is damaged ({reason}); it is being built again.",
        "index-missing": "The search index is not there yet; it is being built.",
        "index-outdated": "The search index is of another version; it is being built again.",
        "index-busy": "Another Accord is building the search index in {path}.",
        "hint-long": "Only the first {count} characters of the search text were used.",
        "hint-words": "Only the first {count} words were searched.",
        "hint-completed": "No word is “{text}”: shown is what begins so.",
        "hint-prefix": "Before a star write two letters or more: “{text}*” was left out.",
        "hint-star": "A star stands for the end of a word only, and was read so.",
        "hint-fuzzy": "“{text}” was searched as it is: with ~ only words of four letters or more.",
        "hint-field": "“{text}” is no field of Accord's search: it was searched as words.",
        "hint-value": "“{text}” is no {field} of this library: it was searched as words.",
        "hint-begins": "No {field} is called “{text}”: shown is what begins so.",
        "hint-date": (
            "“{text}” is no date: write 2026, 2026-04, 2026-02..2026-04 or ..2020. It was searched"
            " as words."
        ),
        "hint-syntax": "“{text}” was searched as words: it is nothing that Accord's search knows.",
        "search-coverage": (
            "Searched {searched} of {documents} documents: {without} have no text; {behind} entries"
            " or documents are not in the index yet."
        ),
        "search-meant": "Did you mean “{text}”? It finds {total}.",
        "search-without": "Without “{without}”: {total}.",
        "hint-nothing": "“{text}” has no letter or digit to search for: all entries are shown.",
        "index-failed": "The search index could not be built: {reason}. The library is untouched.",
        # Export
        "export-unwritable": "{path} could not be written: {reason}. Nothing was left behind.",
        "export-failed": "{path} could not be made: {reason}. Nothing was left behind.",
        "export-document": "“{document}”: {reason}. Nothing was written.",
        "export-empty": "Nothing to export: no entry matches.",
        "export-format": "Accord cannot export “{suffix}” files. It can: {known}.",
        # Reading documents in: why a file was refused
        "reading-empty": "The file is empty.",
        "reading-missing": "The file is not there any more.",
        "reading-unreadable": "The file cannot be opened: {reason}.",
        "reading-large": "The file has {size} MB; Accord reads up to {most} MB.",
        "reading-long": "Its text has more than {most} letters.",
        "reading-encrypted": "It is locked with a password. Add a copy that is not.",
        "reading-damaged": "It is damaged: {reason}.",
        "reading-no-text": "There is no text in it.",
        "reading-textless": (
            "It is a scan: its pages ({pages}) are pictures without text. Accord does not read"
            " pictures; add a copy with recognised text."
        ),
        "reading-glyphs": "It does not say which letters its signs stand for: it cannot be read.",
        "reading-bomb": "It would unpack to more than {most} MB. It was not unpacked.",
        "reading-parts": "It has more than {most} parts, as no document has. It was not read.",
        "reading-entities": "Its XML declares entities, as only attacks do. It was not read.",
        "reading-deep": "It is nested more than {most} levels deep. It was not read.",
        "reading-encoding": "No encoding fits its letters for certain. Possible are: {tried}.",
        "encoding-unknown": "Accord knows no encoding “{name}”.",
        "reading-old-word": "It is a Word file of the old form (.doc). Save it as .docx.",
        "reading-office": "It is a spreadsheet, a presentation or another office file.",
        "reading-archive": "It is an archive. Unpack it and add what is in it.",
        "reading-picture": "It is a picture. Accord does not read pictures.",
        "reading-rtf": "It is rich text (RTF). Save it as .docx.",
        "reading-unknown": "It is nothing that Accord reads: no text, PDF, Word, web page, mail.",
        "reading-time": "Reading it took more than {seconds} seconds. It was stopped.",
        "reading-memory": "Reading it took more than {most} MB of memory. It was stopped.",
        "reading-crashed": "Its reader stopped unexpectedly ({reason}).",
        "reading-library": "It is a library. Open it instead (--library).",
        "reading-nothing": "There is nothing in it that Accord reads.",
        "reading-cancelled": "Cancelled before it was read.",
        # Tables
        "table-none": "It is no table that Accord reads: no CSV, TSV, JSON or Excel workbook.",
        "table-empty": "There is no row below a head in it.",
        "table-rows": "It has more than {most} rows.",
        "table-columns": "It has more than {most} columns.",
        "table-cell": "A cell in line {line} has more than {most} letters.",
        "table-json": "Its JSON holds no list of records.",
        "table-damaged": "It is damaged at line {line}: {reason}.",
        "table-old-excel": "It is an Excel file of the old form (.xls). Save it as .xlsx.",
        "table-sheet": "It has no sheet “{name}”. It has: {known}.",
        "table-taken": (
            "{rows} rows: {new} new, {changed} changed, {same} the same, {refused} refused;"
            " {unresolved_count} parties not recognised, {dates} dates not understood."
        ),
        "row-title": "Row {row} has no title.",
        "row-twice": "Row {row}: its id “{id}” stands in row {first} already.",
        "row-damaged": "Row {row} is damaged: {reason}.",
        "mapping-unreadable": "{path} is not a readable mapping: {reason}.",
        "mapping-newer": "The mapping {path} is of format {found}; this Accord reads {known}.",
        "mapping-title": "The mapping names no column for the title: each entry needs one.",
        "mapping-source": "The mapping does not say where the rows come from (source).",
        "mapping-column": "The table has no column “{column}” ({field}). It has: {known}.",
        "mapping-sector": "The mapping gives “{value}” the sector “{sector}”, which is none.",
        "note-table-ragged": "In {count} rows cells beyond the head's were left out.",
        "note-table-quotes": "Its quotation marks are not paired: they were read as signs.",
        "note-table-sheets": "It has {count} sheets; “{name}” was read.",
        "note-table-order": (
            "Its dates do not show whether day or month comes first; {order} was taken."
        ),
        # Why a column was taken for what it is taken for
        "guess-head": "Its name says “{word}”",
        "guess-dates": "Its name says “{word}”, its values are dates",
        "guess-longest": "The longest words, hardly any twice",
        "guess-series": "A source, beside a volume or page",
        "guess-states": "{share} % of its names are states",
        "guess-codes": "Codes beside the parties’ names",
        # What was taken all the same, with this said
        "note-extension": "Its name ends in {suffix}, but it is {form}: it was read as that.",
        "note-encoding": "Its encoding was guessed: {encoding}.",
        "note-pages": "{count} of its {pages} pages hold no text.",
        "note-known": "It is here already, as “{title}”.",
        "note-same-text": "Its text is here already, word for word, as “{title}”.",
        "note-translation": "It looks like a translation of “{title}”.",
        "note-version": "It looks like another version of “{title}”.",
        "gap-page": "Page {page} is a picture without text.",
        "gap-attachment": "Attached, and not read: {name}.",
        "document-untitled": "A document needs a title.",
        "document-circle": "A document cannot be a version or a translation of itself.",
        "undo-in-use": (
            "Entries that came later rest on these documents ({count}). Remove those first;"
            " nothing was changed."
        ),
        "undo-changed": "“{what}” was changed since. Nothing was changed.",
        # Children
        "child-crashed": "A helper process of Accord stopped unexpectedly ({reason}).",
        "child-unstarted": "A helper process of Accord could not be started ({reason}).",
        "child-memory": "There was not enough memory for this. Close other programs and try again.",
        # Check
        "check-integrity": "SQLite reports: {reason}",
        "check-document-text": "the text does not have the SHA-256 it was stored with",
        "check-original-changed": "the original file is not the one that was added",
        "check-original-unread": "the original file cannot be read: {reason}",
        "check-passage": "the passage does not stand in its document where it says",
        "check-passage-orphaned": "the source text changed; the passage no longer stands in it",
        "check-no-evidence": "no passage supports this field",
        "check-review-quote": "the suggestion does not stand in its document where it says",
        "check-review-entry": "the entry that was made of the suggestion is not there",
        "check-evidence-dangling": "the evidence names something that is not there: {reason}",
        "check-index": "{reason}",
        "check-index-missing": "there is no search index, or it cannot be read",
        # What is handed to a start
        "path-missing": "There is no file or folder {path}.",
        "path-remote": "{path} is not on this computer. Accord opens local files only.",
        "arrivals-many": "More than {count} files at once. Hand over fewer; nothing was changed.",
        "libraries-many": "A window shows one library: name {path} or {other}, not both.",
        # Window
        "unexpected": "Something went wrong that Accord did not expect ({reason}). Your library"
        " is as it was.",
        "no-display": (
            "Accord found no display to open its window on. Log in to a desktop, or use the"
            " commands (accord --help); for pictures set QT_QPA_PLATFORM=offscreen."
        ),
        "system-library": (
            "A system library that Qt needs is missing: {library}. On Debian or Ubuntu:"
            " apt install {package}"
        ),
    }
)


class Message(msgspec.Struct, frozen=True):
    """What to tell: a code of `TEMPLATES` and its parameters, all as text."""

    code: str
    parameters: dict[str, str] = {}

    def english(self) -> str:
        """The sentence in English."""
        return TEMPLATES[self.code].format_map(self.parameters)


class AccordError(Exception):
    """An expected failure, told to the user in one line; carries its `Message`."""

    def __init__(self, code: str, /, **parameters: object) -> None:
        if code not in TEMPLATES:
            raise KeyError(code)
        self.message = Message(code, {name: str(value) for name, value in parameters.items()})
        super().__init__(self.message.english())


class Progress(msgspec.Struct, frozen=True):
    """How far a long work is: ``done`` of ``total`` steps (0: not known yet) of ``what``.

    ``what`` is a code: ``reading``, ``pages``, ``read``, ``rows``, ``entries``, ``documents``,
    ``arrays``, ``writing``, ``pdf``, ``library``, ``index``, ``suggestions`` (code points).
    """

    what: str
    done: int
    total: int
