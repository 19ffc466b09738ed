"""What changed between two builds: rows with their causes, and the texts that changed with them, in several formats."""

from __future__ import annotations

import html
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass

from report.merge.alignment import pairs
from report.merge.atoms import Unit, without_text
from report.merge.causes import Explained
from report.merge.regions import regions
from report.rows.ledger_diff import Weight

FORMATS = ("md", "json", "html", "docx")
_CONTEXT = 60
_PAGE = (
    '<!doctype html><html lang="en"><meta charset="utf-8"><title>Changes</title><style>body{font:15px/1.5 sans-serif;'
    "max-width:60em;margin:2em auto}td,th{border-top:1px solid #ccc;padding:.3em .6em;text-align:left;"
    "vertical-align:top}table{border-collapse:collapse}pre{font-size:13px;overflow-x:auto}del{color:#a00}ins{color:#060}</style>"
)


@dataclass(frozen=True)
class TextChange:
    """A unit of a document whose text changed: the old and new words with their context, and the rows in them."""

    document: str
    kind: str
    old: str
    new: str
    rows: tuple[str, ...] = ()


@dataclass(frozen=True)
class ChangeLog:
    """All changes between two builds."""

    old: str
    new: str
    rows: tuple[Explained, ...]
    texts: tuple[TextChange, ...]

    @property
    def printed(self) -> tuple[Explained, ...]:
        """The rows that changed in a way that a reader can see."""
        return tuple(each for each in self.rows if each.change.weight < Weight.SILENT)


def text_changes(
    document: str, old: Sequence[Unit], new: Sequence[Unit], builds: tuple[str, str] = ("", "")
) -> Iterator[TextChange]:
    """The units of a document that changed in more than the ids of the two builds."""
    for pair in pairs(old, new):
        before, after = [old[i] for i in pair.old], [new[k] for k in pair.new]
        kind = (after or before)[0].kind
        one, other = (" ¶ ".join(unit.text for unit in units) for units in (before, after))
        if not before or not after or pair.moved or len(pair.old) != len(pair.new):
            if one != other or pair.moved:
                yield TextChange(document, f"moved {kind}" if pair.moved else kind, one, other)
            continue
        atoms = without_text(before[0].atoms, builds[0])
        for region in regions(atoms, without_text(after[0].atoms, builds[1])):
            cut = [atoms[: region.start], atoms[region.start : region.end], atoms[region.end :]]
            left, middle, right = ("".join(atom.text for atom in each) for each in cut)
            rows = tuple(dict.fromkeys(atom.row for atom in cut[1] if atom.kind == "number"))
            around = left[-_CONTEXT:], right[:_CONTEXT]
            yield TextChange(
                document,
                kind,
                f"{around[0]}[{middle}]{around[1]}",
                f"{around[0]}[{region.text}]{around[1]}",
                rows,
            )


def as_json(log: ChangeLog) -> str:
    """The changes as JSON."""
    rows = [
        {**asdict(each.change), "kind": each.change.kind, "causes": [asdict(cause) for cause in each.causes]}
        for each in log.rows
    ]
    record = {"old": log.old, "new": log.new, "rows": rows, "texts": [asdict(each) for each in log.texts]}
    return json.dumps(record, ensure_ascii=False, indent=1) + "\n"


def as_markdown(log: ChangeLog) -> str:
    """The changes as Markdown: a table of rows with causes, a table for reviewers, and the diffs of code."""
    return "\n".join(_markdown(log)) + "\n"


def _markdown(log: ChangeLog) -> Iterator[str]:
    yield f"# Changes from {log.old} to {log.new}\n"
    yield f"{len(log.printed)} printed values and {len(log.texts)} passages changed.\n"
    if log.printed:
        yield "## Numbers\n\n| Row | Label | Old | New | Kind | Cause |\n|---|---|---|---|---|---|"
        yield from (_line(each) for each in log.printed)
        yield ""
    if log.texts:
        yield "## Text\n\n| Document | Unit | Old | New |\n|---|---|---|---|"
        yield from (
            "| " + " | ".join(_cell(v) for v in (t.document, t.kind, t.old, t.new)) + " |" for t in log.texts
        )
        yield ""
    diffs = dict.fromkeys(cause.diff for each in log.printed for cause in each.causes if cause.diff)
    if diffs:
        yield "## Code\n"
        yield from (f"```diff\n{text}\n```\n" for text in diffs)


def _line(each: Explained) -> str:
    change = each.change
    causes = "; ".join(f"{cause.kind}: {cause.what}" for cause in each.causes)
    cells = (f"`{change.id}`", change.label, change.old or "·", change.new or "·", change.kind, causes)
    return "| " + " | ".join(_cell(cell) for cell in cells) + " |"


def _cell(text: str) -> str:
    """A text in a cell of a table, printed literally."""
    special = {letter: "\\" + letter for letter in "\\|*_[]<>$^~@#"}
    plain = text if text.startswith("`") else "".join(special.get(letter, letter) for letter in text)
    return " ".join(plain.split())


def as_html(log: ChangeLog) -> str:
    """The changes as one page without scripts."""
    head = f"<h1>Changes from {html.escape(log.old)} to {html.escape(log.new)}</h1>"
    return _PAGE + head + "".join(_html(log)) + "</html>\n"


def _html(log: ChangeLog) -> Iterator[str]:
    titles = {
        "Numbers": ("Row", "Label", "Old", "New", "Kind", "Cause"),
        "Text": ("Document", "Unit", "Old", "New"),
    }
    numbers = [
        (
            c.id,
            c.label,
            c.old or "·",
            c.new or "·",
            c.kind,
            "; ".join(f"{x.kind}: {x.what}" for x in each.causes),
        )
        for each in log.printed
        if (c := each.change)
    ]
    texts = [(each.document, each.kind, each.old, each.new) for each in log.texts]
    rows: Mapping[str, Sequence[Sequence[str]]] = {"Numbers": numbers, "Text": texts}
    for name, head in titles.items():
        if rows[name]:
            yield f"<h2>{name}</h2><table><tr>" + "".join(f"<th>{each}</th>" for each in head) + "</tr>"
            yield from (
                "<tr>" + "".join(f"<td>{html.escape(v)}</td>" for v in row) + "</tr>" for row in rows[name]
            )
            yield "</table>"
    for text in dict.fromkeys(cause.diff for each in log.printed for cause in each.causes if cause.diff):
        yield f"<pre>{html.escape(text)}</pre>"
