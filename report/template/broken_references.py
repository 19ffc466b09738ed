"""Finds broken references to entries, floats, footnotes and pictures before anything is rendered."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from urllib.parse import unquote

from report.rows.errors import Fault
from report.rows.suggestions import did_you_mean, nearest_or_all
from report.template.bibliography import Bibliography, bibliography
from report.template.float_placement import Placed, broken_links, elsewhere, placed
from report.template.mentions import Mention, mentions
from report.template.passages import Passage, of_template, texts_of
from report.template.template_sources import Sources
from report.template.weaving_context import Context

#: Prefixes by which Quarto distinguishes a cross-reference from a citation.
_REFERRED = re.compile(r"(?:fig|tbl|sec|eq|lst)-")
_ELSEWHERE = re.compile(r"(?:[a-z][a-z\d+.-]*:|//|#)", re.IGNORECASE)
_MAY_NAME = re.compile(r"@|\[\^|!\[|\{[^{}\n]*#(?!o\d)|<img|\sid=|\(@|[`$]|~~~|<!--|-->")
_CALL = re.compile(r"\[\^([^\]\s]+)\]")
#: Parts of tables and figures that are not Markdown.
_PLAIN = ("alternative text", "label")


@dataclass(frozen=True)
class Targets:
    """The valid targets of references; footnotes may be missing unless `whole`, labels if they are None."""

    bibliography: Bibliography
    labels: Collection[str] | None = ()
    remedies: Mapping[str, str] = field(default_factory=dict)
    folders: Collection[Path] = ()
    figures: Collection[str] = ()
    whole: bool = True


@dataclass(frozen=True)
class References:
    """All references in the sources of a document, and their valid targets."""

    document: str
    mentions: tuple[Mention, ...]
    targets: Targets
    broken_links: tuple[Fault, ...] = ()

    def unresolved(self) -> Iterator[Fault]:
        """The faults of all references in the sources, whether or not they will be printed."""
        yield from unresolved(self.mentions, self.targets)
        yield from self.broken_links

    def unresolved_in(self, markdown: str) -> Iterator[Fault]:
        """The faults of the references that are printed, however a template generates them."""
        places = {(each.kind, each.name): each.where for each in reversed(self.mentions)}
        found = [
            replace(each, where=places.get((each.kind, each.name), f"templates/{self.document}.qmd.j2"))
            for each in mentions(Passage(_naming(markdown), ""))
        ]
        calls = {each.name for each in found if each.kind == "call"}
        printed = [each for each in found if each.kind != "note" or each.name in calls]
        return unresolved(printed, replace(self.targets, labels=(), whole=True))


def references(
    documents: Mapping[str, Sources], texts: Mapping[str, str], context: Context
) -> dict[str, References]:
    """The references in documents that are woven together."""
    held = {name: placed(sources, context) for name, sources in documents.items()}
    return {
        name: References(
            name,
            (*_typed(sources, texts), *_arranged(held[name], context)),
            Targets(
                _bibliography(name, sources, texts, _folders(context)),
                held[name].products if held[name].whole else None,
                elsewhere(name, held, context),
                _folders(context),
                context.figures,
                sources.whole,
            ),
            (*broken_links(sources, held), *_called_in(held[name], context)),
        )
        for name, sources in documents.items()
    }


def _naming(markdown: str) -> str:
    """The lines of a text that may contain or hide a reference; most contain only rows."""
    return "\n".join(line for line in markdown.split("\n") if _MAY_NAME.search(line))


def _typed(sources: Sources, texts: Mapping[str, str]) -> Iterator[Mention]:
    """All references in the templates of a document."""
    for name in sources.trees:
        prose, *constants = of_template(texts[name], f"templates/{name}")
        yield from mentions(prose)
        for each in constants:
            if _MAY_NAME.search(each.text):
                yield from mentions(each, sure=False)


def _bibliography(
    name: str, sources: Sources, texts: Mapping[str, str], folders: Collection[Path]
) -> Bibliography:
    start = f"{name}.qmd.j2"
    if start not in sources.trees:
        return Bibliography()
    return bibliography(of_template(texts[start], f"templates/{start}")[0], folders)


def _arranged(held: Placed, context: Context) -> Iterator[Mention]:
    """The citations in the captions, heads, cells and notes of placed tables and figures."""
    figures = {name: figure for name, (figure, _) in context.figures.items()}
    for name in held.products.values():
        place = context.places.get(name, name)
        for part, text in texts_of(context.tables[name] if name in context.tables else figures[name]):
            if "@" in text and part not in _PLAIN:
                passage = Passage(text, f"{place}, {part} of {name}")
                yield from (each for each in mentions(passage) if each.kind == "key")


def _called_in(held: Placed, context: Context) -> Iterator[Fault]:
    """Faults of footnotes in tables and figures, which must use the notes below a table instead."""
    figures = {name: figure for name, (figure, _) in context.figures.items()}
    for name in held.products.values():
        place = context.places.get(name, name)
        for part, text in texts_of(context.tables[name] if name in context.tables else figures[name]):
            for call in dict.fromkeys(_CALL.findall(text)):
                what = f"calls the footnote {call}, but footnotes are not possible in tables and figures"
                remedy = f"mark it ^{call}^ and add ^{call}^ … to the table's notes"
                yield Fault(f"{place}, {part} of {name}", what, remedy)


def unresolved_written(
    file: str, text: str, expanded: str | None, root: Path, figures: Collection[str]
) -> Iterator[Fault]:
    """The same for a hand-written document, whose floats are unknown unless its shortcodes are expanded."""
    passage = Passage(text, file, ((0, 1),))
    held = [] if expanded is None else mentions(Passage(expanded, ""))
    labels = None if expanded is None else [each.name for each in held if each.kind == "label"]
    folders = (root, (root / file).parent)
    targets = Targets(bibliography(passage, folders), labels, {}, folders, figures)
    return unresolved(mentions(passage), targets)


def _folders(context: Context) -> tuple[Path, ...]:
    return () if context.root is None else (context.root,)


def unresolved(found: Iterable[Mention], targets: Targets) -> Iterator[Fault]:
    """The faults of a document's references."""
    found = list(found)
    labels = {*(targets.labels or ()), *(each.name for each in found if each.kind == "label")}
    yield from targets.bibliography.faults
    for each in (each for each in found if each.sure):
        if each.kind == "picture":
            yield from _picture(each, targets)
        elif each.kind == "key" and _REFERRED.match(each.name):
            if targets.labels is not None and each.name not in labels:
                what = f"refers to {each.name}, which is not in the document"
                yield Fault(each.where, what, _placing(each.name, labels, targets.remedies))
        elif each.kind == "key" and each.name not in labels:
            yield from targets.bibliography.lacks(each.name, each.where)
    if targets.whole:
        yield from _uncalled(found)
        yield from _unanswered(found)


def _placing(target: str, labels: Collection[str], remedies: Mapping[str, str]) -> str:
    if target in remedies:
        return remedies[target]
    alike = [each for each in labels if each.split("-")[0] == target.split("-", maxsplit=1)[0]]
    return nearest_or_all(target, alike) if alike else "place it, or correct the label"


def _picture(each: Mention, targets: Targets) -> Iterator[Fault]:
    name = unquote(each.name)
    drawn = [f"figures/{figure}.{format}" for figure in targets.figures for format in ("svg", "png")]
    if not targets.folders or _ELSEWHERE.match(name) or name in drawn:
        return
    if not any((folder / name).is_file() for folder in targets.folders):
        paths = [path for folder in targets.folders for path in (folder / name).parent.glob("*.*")]
        beside = [(Path(name).parent / path.name).as_posix() for path in paths]
        remedy = did_you_mean(name, {*beside, *drawn}) or "create the file, or correct its name"
        yield Fault(each.where, f"shows {each.name}, which does not exist", remedy)


def _uncalled(found: Iterable[Mention]) -> Iterator[Fault]:
    called = {each.name for each in found if each.kind == "call"}
    for each in found:
        if each.kind == "note" and each.name not in called:
            what = f"the footnote {each.name} is never called"
            yield Fault(each.where, what, f"call it as [^{each.name}], or remove it")


def _unanswered(found: Iterable[Mention]) -> Iterator[Fault]:
    """Calls without a footnote, which would be printed literally."""
    notes = {each.name for each in found if each.kind == "note"}
    for each in found:
        if each.kind == "call" and each.sure and each.name not in notes:
            remedy = did_you_mean(each.name, notes) or f"write it below: [^{each.name}]: …"
            yield Fault(each.where, f"calls the footnote {each.name}, which does not exist", remedy)
