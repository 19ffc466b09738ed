"""Word files as units of atoms, in one reading of their tracked changes."""

from __future__ import annotations

from report.merge.split_controls import rejoin
from report.merge.word_formats import style_names
from report.merge.word_reader import WordReader
from report.merge.word_text import Choice, WordText
from report.text.reading.archive import Archive, relations
from report.text.reading.guards import UnreadableError
from report.text.reading.word_styles import w


def read_units(data: bytes, choice: Choice = lambda _: True) -> WordText:
    """The text of a Word file; `choice` selects the accepted tracked changes."""
    archive = Archive(data)
    main = next((target for _, kind, target in relations(archive, "") if kind == "officeDocument"), "")
    root = archive.xml(main) if main else None
    if root is None or root.tag != w("document"):
        raise UnreadableError("is not a Word document: it has no text part")
    rejoin(root)
    reader = WordReader(choice, style_names(archive, main), _links(archive, main))
    reader.read(root)
    for _, kind, target in relations(archive, main):
        if kind in ("footnotes", "endnotes") and (part := archive.xml(target)) is not None:
            reader.read(part)
    found = tuple(reader.revisions.found)
    return WordText(
        tuple(reader.done), found, reader.comments.found, reader.marks, tuple(reader.tables.found)
    )


def _links(archive: Archive, main: str) -> dict[str, str]:
    """The targets of the links to other files and pages by their ids."""
    folder, _, file = main.rpartition("/")
    found = archive.xml(f"{folder}/_rels/{file}.rels")
    return {
        each.get("Id") or "": each.get("Target") or ""
        for each in (found if found is not None else ())
        if each.get("TargetMode") == "External"
    }
