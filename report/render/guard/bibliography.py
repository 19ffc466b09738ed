"""Checks the bibliography and citation style of a document, and reduces large files to the cited entries."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from report.files.safe_yaml import expansion_fault, load
from report.render.document import Document
from report.render.guard.files import found_below, refused_file
from report.rows.errors import Fault
from report.template.bibtex import cited_entries, cited_names
from report.template.citation_styles import is_style_name, nearest_styles, style_fault, style_file
from report.text.metadata_blocks import front_matter, metadata_blocks

#: The metadata keys that name files, and pandoc's option for each.
_OPTIONS = {"bibliography": "bibliography", "csl": "csl", "citation-abbreviations": "citation-abbreviations"}
_BIBTEX = (".bib", ".bibtex", ".biblatex")
#: Smaller files are read in full, so that faults in any of their entries are found.
_SMALL = 256 * 1024
#: Pandoc needs a minute to read a file of this size in other formats.
_LARGE = 8 * 1024 * 1024
_OWN = "save it in the project, and use its path there"


@dataclass(frozen=True)
class CitationSources:
    """Pandoc's options for the files named in a document's metadata, and the faults, each with the name as written.

    `lines` has the original line numbers for a bibliography of which only cited entries are read.
    """

    options: tuple[str, ...] = ()
    faults: tuple[tuple[str, Fault], ...] = ()
    files: tuple[Path, ...] = ()
    shortened: dict[str, tuple[Path, tuple[int, ...]]] | None = None


def sources_of(document: Document, scratch: Path) -> CitationSources:
    """The files named in a document's metadata; large ones are reduced to the cited entries, below `scratch`."""
    faults = list(_overgrown(document.markdown))
    if faults:
        return CitationSources(faults=tuple(faults))
    metadata = _metadata(document.markdown)
    options: list[str] = []
    files: list[Path] = []
    shortened: dict[str, tuple[Path, tuple[int, ...]]] = {}
    for key, option in _OPTIONS.items():
        for name in _names(metadata.get(key)):
            fault, path = _style(name, document) if key == "csl" else _file(name, document)
            if fault:
                faults.append((name, fault))
            elif path is not None:
                given = _cut(path, document, scratch / str(len(files)), shortened)
                files.append(path)
                options.append(f"--{option}={given}")
                faults += [(name, each) for each in _too_large(given, name)]
    return CitationSources(tuple(options), tuple(faults), tuple(files), shortened)


def _overgrown(markdown: str) -> Iterator[tuple[str, Fault]]:
    """Faults of metadata whose aliases expand to an excessive size."""
    for block in metadata_blocks(markdown):
        what = expansion_fault(block.yaml)
        if what:
            anchor = re.search(r"&\w+", block.yaml)
            fault = Fault("", f"has metadata in which {what}", "write them without aliases")
            yield anchor[0] if anchor else block.yaml[:40], fault


def _metadata(markdown: str) -> dict[str, Any]:
    front = front_matter(markdown)
    if front is None or not any(key in front.yaml for key in _OPTIONS):
        return {}
    import yaml

    try:
        found = load(front.yaml)
    except yaml.YAMLError:
        return {}
    return found if isinstance(found, dict) else {}


def _names(value: Any) -> list[str]:
    named = value if isinstance(value, list) else [value] if value else []
    return [str(each) for each in named]


def _style(name: str, document: Document) -> tuple[Fault | None, Path | None]:
    """The file of a citation style: one of the project, or one of the styles known by name."""
    if not is_style_name(name) or found_below(name, document) is not None:
        fault, own = _file(name, document)
        what, remedy = style_fault(own) if own else ("", "")
        return (Fault("", f"names {name}, which {what}", remedy), None) if what else (fault, own)
    path = style_file(name)
    return (
        (Fault("", f"names the unknown citation style {name}", nearest_styles(name)), None)
        if path is None
        else (None, path)
    )


def _file(name: str, document: Document) -> tuple[Fault | None, Path | None]:
    refused = refused_file(name, document)
    if refused:
        return Fault("", refused, _OWN), None
    path = found_below(name, document)
    if path is None:
        return Fault("", f"names {name}, which does not exist", "create it, or correct its name"), None
    return None, path


def _cut(
    path: Path, document: Document, folder: Path, shortened: dict[str, tuple[Path, tuple[int, ...]]]
) -> Path:
    """The file itself, or a copy with only the cited entries if it is large."""
    if path.stat().st_size <= _SMALL:
        return path
    if path.suffix.lower() in _BIBTEX:
        cited = cited_entries(
            path.read_text(encoding="utf-8", errors="replace"), cited_names(document.markdown)
        )
        text, lines = cited.text, cited.lines
    elif path.suffix.lower() == ".json":
        text, lines = _cited_json(path, document), ()
    else:
        return path
    folder.mkdir(parents=True, exist_ok=True)
    copy = folder / path.name
    copy.write_text(text, encoding="utf-8")
    shortened[str(copy)] = path, lines
    return copy


def _cited_json(path: Path, document: Document) -> str:
    try:
        entries = json.loads(path.read_text(encoding="utf-8"))
    except (ValueError, RecursionError):
        return path.read_text(encoding="utf-8", errors="replace")
    names = cited_names(document.markdown)
    if names is None or not isinstance(entries, list):
        return json.dumps(entries, ensure_ascii=False)
    found = [each for each in entries if isinstance(each, dict) and str(each.get("id")) in names]
    return json.dumps(found, ensure_ascii=False)


def _too_large(path: Path, name: str) -> Iterator[Fault]:
    size = path.stat().st_size
    if size > _LARGE:
        what = f"names {name}, whose cited entries alone take {size / 1024 / 1024:.0f} MB"
        yield Fault("", what, "save the cited entries as a BibTeX file")
    elif path.suffix.lower() in (".yaml", ".yml"):
        what = expansion_fault(path.read_text(encoding="utf-8", errors="replace"))
        if what:
            yield Fault("", f"names {name}, in which {what}", "write the entries without aliases")
