"""Checks the front matter of a document: keys, authors, affiliations, language, date.

Authors and affiliations follow Quarto (https://quarto.org/docs/journals/authors.html). A key that no format would
print is a fault, so that nothing that an author wrote is silently lost.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from report.rows.errors import Fault
from report.rows.suggestions import did_you_mean, nearest_or_all
from report.study.project_settings import QUARTO_FILE
from report.study.quarto_file import quarto_text
from report.template.citation_styles import is_style_name, nearest_styles, style_file
from report.template.front_keys import AFFILIATION, AUTHOR, NAME, PRINTED, QUARTO
from report.template.word_templates import AS_WORD, word_template_fault
from report.text.language import languages
from report.text.metadata_blocks import front_matter, metadata_blocks

_ATTRIBUTES = frozenset(("corresponding", "equal-contributor", "deceased"))
_STAMPS = ("today", "now", "last-modified")
#: A block of code, in which dashes do not start metadata.
_CODE = re.compile(r"^[ \t]*(`{3,}|~{3,}).*?^[ \t]*\1", re.DOTALL | re.MULTILINE)
_DATE = re.compile(r"\d{4}-\d\d?-\d\d?")


@dataclass(frozen=True)
class _Front:
    """The metadata of a document, its template, and the project's `_quarto.yml`: faults are located in these."""

    values: Mapping[str, Any]
    where: str
    template: str
    project: str = ""

    def fault(self, word: str, what: str, remedy: str) -> Fault:
        """A fault at the line that contains a word, in the front matter or else in `_quarto.yml`."""
        front = front_matter(self.template)
        line = _line_of(word, self.template[: front.end if front else None])
        if line is None and (shared := _line_of(word, self.project)) is not None:
            return Fault(f"{QUARTO_FILE}:{shared}", what, remedy)
        return Fault(f"{self.where}:{line or 1}", what, remedy)


def _line_of(word: str, text: str) -> int | None:
    pattern = re.compile(rf"(?<![\w-]){re.escape(word)}(?![\w-])")
    return next((number for number, line in enumerate(text.split("\n"), 1) if pattern.search(line)), None)


def front_faults(markdown: str, where: str, template: str, root: Path | None = None) -> Iterator[Fault]:
    """The faults in the front matter of a woven document, located at the lines of its template."""
    import yaml

    yield from _later_blocks(markdown, where, template)
    found = front_matter(markdown)
    try:
        values = yaml.load(found.yaml, Loader=_loader()) if found else None
    except (yaml.YAMLError, ValueError, RecursionError):
        return  # pandoc reports it
    if not isinstance(values, dict):
        return
    front = _Front({str(key): value for key, value in values.items()}, where, template, quarto_text(root))
    yield from _keys(front)
    yield from _authors(front)
    yield from _language(front)
    yield from _date(front)
    yield from _files(front, root)


def _later_blocks(markdown: str, where: str, template: str) -> Iterator[Fault]:
    """Faults of metadata after the front matter: pandoc does not print it, and it overrides earlier metadata."""
    import yaml

    first = front_matter(markdown)
    text = _CODE.sub(lambda code: re.sub(r"[^\n]", " ", code[0]), markdown)
    for block in metadata_blocks(text):
        apart = text[: block.begin].endswith("\n\n") and not block.yaml.startswith("\n")
        if (first and block.begin < first.end) or not apart:
            continue
        try:
            values = yaml.load(block.yaml, Loader=_loader())
        except (yaml.YAMLError, ValueError, RecursionError):
            continue  # pandoc reports it
        if isinstance(values, dict):
            line = _last_line_of(block.yaml.split("\n", 1)[0], template)
            remedy = "move it to the front matter; write *** for a rule between paragraphs"
            yield Fault(f"{where}:{line}", "has metadata in the text, which is not printed", remedy)


def _last_line_of(words: str, template: str) -> int:
    """The last line of a template with these words, or its first line."""
    lines = enumerate(template.split("\n"), 1)
    return max((number for number, line in lines if words in line), default=1)


@cache
def _loader() -> Any:
    """A YAML loader that agrees with pandoc: dates are strings."""
    import yaml

    class Loader(yaml.SafeLoader):
        yaml_implicit_resolvers = {  # noqa: RUF012
            first: [each for each in resolvers if each[0] != "tag:yaml.org,2002:timestamp"]
            for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
        }

    return Loader


def _keys(front: _Front) -> Iterator[Fault]:
    for key in front.values:
        if key not in PRINTED and not QUARTO.fullmatch(key):
            remedy = did_you_mean(key, PRINTED) or "write it as a section of the text, or remove it"
            yield front.fault(key, f"the front matter has the key {key}, which no format prints", remedy)


def _list(value: Any) -> list[Any]:
    if value is None:
        return []
    return list(value) if isinstance(value, list) else [value]


def _authors(front: _Front) -> Iterator[Fault]:
    authors = [each for key in ("author", "authors") for each in _list(front.values.get(key))]
    records = [each for each in authors if isinstance(each, dict)]
    for author in records:
        yield from _unknown(front, author, AUTHOR, "an author")
        if "name" not in author:
            yield front.fault("author", "an author has no name", "write name: …")
        if isinstance(author.get("name"), dict):
            yield from _unknown(front, author["name"], NAME, "the name of an author")
        yield from _marks(front, author)
    yield from _affiliations(front, records)


def _unknown(front: _Front, record: Mapping[Any, Any], known: Collection[str], owner: str) -> Iterator[Fault]:
    for key in map(str, record):
        if key not in known:
            yield front.fault(
                key, f"{owner} has the key {key}, which no format prints", nearest_or_all(key, known)
            )


def _marks(front: _Front, author: Mapping[str, Any]) -> Iterator[Fault]:
    attributes = author.get("attributes")
    listed = attributes if isinstance(attributes, dict) else {}
    yield from _unknown(front, listed, _ATTRIBUTES, "an author's attributes")
    for name in sorted(_ATTRIBUTES):
        for value in (author.get(name), listed.get(name)):
            if value is not None and not isinstance(value, bool):
                yield front.fault(name, f"{name} is {value!r}, not true or false", f"write {name}: true")


def _affiliations(front: _Front, authors: list[dict[str, Any]]) -> Iterator[Fault]:
    shared = [each for each in _list(front.values.get("affiliations")) if isinstance(each, dict)]
    own = [
        each
        for author in authors
        for key in ("affiliations", "affiliation")
        for each in _list(author.get(key))
    ]
    records = [each for each in own if isinstance(each, dict)]
    for each in (*shared, *records):
        yield from _unknown(front, each, AFFILIATION, "an affiliation")
        if not {"ref", "name", "department", "group"} & set(each):
            yield front.fault("affiliations", "an affiliation has no name", "write name: …")
    known = {str(each["id"]) for each in (*shared, *records) if "id" in each}
    named = {str(each["ref"]) for each in records if "ref" in each}
    for ref in sorted(named - known):
        yield front.fault(
            ref,
            f"an author's affiliation is {ref}, which is not under affiliations",
            nearest_or_all(ref, known),
        )
    used = named | {str(each) for each in own if not isinstance(each, dict)}
    for each in shared:
        if str(each.get("id", "")) not in used:
            name = str(each.get("id") or each.get("name"))
            what = f"the affiliation {name} does not belong to any author"
            yield front.fault(name, what, f"give it to an author: affiliations: [{{ref: {name}}}]")


def _language(front: _Front) -> Iterator[Fault]:
    lang = front.values.get("lang")
    if lang is None or isinstance(front.values.get("language"), dict):
        return
    code = re.split(r"[-_]", str(lang))[0].lower()
    if code not in languages():
        what = f"lang is {lang}, which has no translations for tables, figures and headings"
        remedy = f"one of {', '.join(languages())}, or add translations under language:"
        yield front.fault("lang", what, did_you_mean(code, languages()) or remedy)


def _date(front: _Front) -> Iterator[Fault]:
    value = front.values.get("date")
    if isinstance(value, dict | list):
        yield front.fault("date", "date is not a date", "write date: 2025-03-31, or date: today")
    text = str(value or "")
    if _DATE.fullmatch(text) and not _in_calendar(text):
        yield front.fault("date", f"date is {text}, which is not a calendar date", "write date: YYYY-MM-DD")
    if text not in _STAMPS and (meant := did_you_mean(text, _STAMPS)):
        yield front.fault("date", f"date is {text}", meant)


def _in_calendar(text: str) -> bool:
    try:
        date(*map(int, text.split("-")))
    except ValueError:
        return False
    return True


def _files(front: _Front, root: Path | None) -> Iterator[Fault]:
    for key in ("csl", "reference-doc"):
        name = front.values.get(key)
        if root is None or not isinstance(name, str) or "://" in name:
            continue
        if (root / name).is_file():
            if key == "reference-doc" and (what := word_template_fault(root / name)):
                yield front.fault(key, f"{key} is {name}, which {what}", AS_WORD)
            continue
        if key == "csl" and is_style_name(name):
            if style_file(name) is None:
                yield front.fault(
                    key, f"csl is {name}, which is not a known citation style", nearest_styles(name)
                )
            continue
        beside = {
            path.relative_to(root).as_posix()
            for path in (root / name).parent.glob(f"*{Path(name).suffix}")
            if path.is_file()
        }
        yield front.fault(
            key, f"{key} is {name}, which does not exist", did_you_mean(name, beside) or "correct its path"
        )


__all__ = ["front_faults"]
