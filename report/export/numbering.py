"""The number of each table and figure in the paper, read from the woven documents in their order."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from report.files.safe_yaml import load
from report.rows.errors import Fault, LedgerError, TemplateError
from report.rows.suggestions import did_you_mean
from report.template import Woven
from report.template.float_markdown import label
from report.template.float_numbers import float_numbers
from report.text.language import ENGLISH, words
from report.text.metadata_blocks import front_matter

Kind = Literal["table", "figure"]
_SHORT = {"table": "tbl", "figure": "fig"}
#: Prefix of the numbers of floats that no document shows.
_UNPLACED = "X"
_SPAN = re.compile(r"\[((?:\\.|[^\[\]\\])*)\]\{[^{}]*\}")


@dataclass(frozen=True)
class NumberedFloat:
    """A table or figure, the document that shows it, its number there, and the word before it in its language."""

    kind: Kind
    name: str
    number: str
    document: str = ""
    word: str = ""

    @property
    def label(self) -> str:
        """Its label: tbl-fit-indices."""
        return label(_SHORT[self.kind], self.name)

    @property
    def title(self) -> str:
        """Its name for programs, in every language: Table S3."""
        return f"{self.kind.capitalize()} {self.number}"

    @property
    def printed_title(self) -> str:
        """Its name in the paper: Tabelle S3."""
        return f"{self.word or self.kind.capitalize()} {self.number}"

    @property
    def stem(self) -> str:
        """The name of its files: Table-S3."""
        return f"{self.kind.capitalize()}-{self.number}"


def metadata(document: Woven) -> dict[str, Any]:
    """Return the metadata of a woven document; invalid YAML is a fault."""
    import yaml

    front = front_matter(document.markdown)
    try:
        found = load(front.yaml) if front else None
    except yaml.YAMLError as error:
        where, what = f"templates/{document.name}.qmd.j2", f"has metadata that are not valid YAML: {error}"
        raise TemplateError(Fault(where, " ".join(what.split()), "correct the block at the top")) from None
    return found if isinstance(found, dict) else {}


def plain(text: object) -> str:
    """Return the Markdown of metadata as plain text."""
    return re.sub(r"\\(\W)", r"\1", _SPAN.sub(r"\1", str(text)))


def placed(kind: Kind, names: Iterable[str], documents: Mapping[str, Woven]) -> list[NumberedFloat]:
    """Return all tables or figures in the order of the documents; those that no document shows come last.

    One that several documents show has its first number.
    """
    waiting = {label(_SHORT[kind], name): name for name in names}
    shown = (each for name, document in documents.items() for each in _in(kind, name, document, waiting))
    found = list({each.name: each for each in reversed(list(shown))}.values())[::-1]
    rest = enumerate((name for name in waiting.values() if name not in {each.name for each in found}), 1)
    return [*found, *(NumberedFloat(kind, name, f"{_UNPLACED}{i}") for i, name in rest)]


def _in(kind: Kind, name: str, document: Woven, waiting: Mapping[str, str]) -> Iterator[NumberedFloat]:
    front = metadata(document)
    prefix = str(front.get("float-prefix") or "")
    word = words(str(front.get("lang") or ENGLISH))[f"crossref-{_SHORT[kind]}-title"]
    for each, number in float_numbers(document.markdown).items():
        if each in waiting:
            yield NumberedFloat(kind, waiting[each], f"{prefix}{number}", name, word)


def chosen(wanted: Iterable[str], among: list[NumberedFloat]) -> list[NumberedFloat]:
    """Select by product, label or number, or all; an unknown name is a fault that suggests the nearest."""
    wanted = tuple(wanted)
    if not wanted:
        return among
    known = {key: each for each in reversed(among) for key in _keys(each)}
    faults = [_unknown(name, among) for name in wanted if _key(name) not in known]
    if faults:
        raise LedgerError(faults)
    picked = {known[_key(name)] for name in wanted}
    return [each for each in among if each in picked]


def _key(name: str) -> str:
    return re.sub(r"[\s_-]+", "-", name.strip().casefold())


def _keys(each: NumberedFloat) -> tuple[str, ...]:
    return tuple(map(_key, (each.name, each.label, each.number, each.title, each.printed_title)))


def _unknown(name: str, among: list[NumberedFloat]) -> Fault:
    names = [each.name for each in among]
    kind = among[0].kind if among else "float"
    all_names = f"there are {', '.join(names)}" if among else "the study has none"
    remedy = did_you_mean(name, names, all_names, lambda near: _title(near, among))
    return Fault(name, f"no {kind} has this name", remedy)


def _title(name: str, among: list[NumberedFloat]) -> str:
    return next(each.title for each in among if each.name == name)
