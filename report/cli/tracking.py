"""The files of `report build --tracked-against` in which the changes since an older build are marked."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from report.rows.errors import Fault, StoreError, UsageError

if TYPE_CHECKING:
    from report.merge.causes import ExplainedChange


@dataclass(frozen=True)
class Earlier:
    """An older build: its name in messages, and its Word files by document."""

    name: str
    files: dict[str, bytes]


def earlier_build(root: Path, name: str, formats: Sequence[str]) -> Earlier:
    """The Word files of an older build, from which all marked files are made."""
    from report.pipeline.revisions import version

    if "docx" not in formats:
        raise UsageError(Fault("--tracked-against", "needs Word files", "add docx to --to"))
    found = version(root, name)
    files = found.word_files()
    if not files:
        raise StoreError(Fault(name, "has no Word files", "build it with --to docx"))
    known = found.commit and not found.commit.startswith(name)
    return Earlier(f"{name} (commit {found.commit[:8]})" if known else name, files)


def write_tracked(
    root: Path, earlier: Earlier, out: Path, formats: Sequence[str], changes: Sequence[ExplainedChange]
) -> list[Path]:
    """Write each document of both builds with its changes: tracked in Word, marked in HTML and PDF."""
    from report.files.written_files import NOTES, write
    from report.merge.cause_comments import with_causes
    from report.merge.tracked import tracked
    from report.study.build_facts import epoch

    written = []
    for name, old in earlier.files.items():
        new = out / f"{name}.docx"
        if new.is_file():
            made = tracked(old, new.read_bytes(), epoch(root))
            made = with_causes(made, changes, epoch(root)) if changes else made
            for path, content in _marked(root, out / name, made, earlier.name, formats):
                write(path, content, root / NOTES)
                written.append(path)
    return written


def _marked(
    root: Path, stem: Path, made: bytes, since: str, formats: Sequence[str]
) -> Iterator[tuple[Path, bytes]]:
    """The tracked Word file, then the page and the PDF that are made from it."""
    from report.merge.marked_page import marked_page, printed
    from report.study.build_facts import epoch

    yield stem.with_name(f"{stem.name}.tracked.docx"), made
    if {"html", "pdf"} & {*formats}:
        page = marked_page(made, stem.name, since)
        if "html" in formats:
            yield stem.with_name(f"{stem.name}.marked.html"), page.encode()
        if "pdf" in formats:
            yield stem.with_name(f"{stem.name}.marked.pdf"), printed(page, stem.name, root, epoch(root))
