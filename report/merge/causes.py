"""Why rows changed between two builds: data, code, constants, or versions of libraries."""

from __future__ import annotations

import ast
import csv
import difflib
import io
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import PurePath

from report.files.safe_yaml import load
from report.rows.counted import counted
from report.rows.errors import ReportError
from report.rows.ledger import Ledger
from report.rows.ledger_diff import Change, diff
from report.rows.stat import Row

#: The text of a file in the old build, and in the new one.
Texts = Callable[[str], str]
#: The source of a function, the names of its arguments, and its file.
_Function = tuple[str, tuple[str, ...], str]
_SHOWN = 6
#: What is said of a file whose values are the same, and what stands for an entry that is missing.
_SAME, _NONE = "differs in its comments or its layout", object()


@dataclass(frozen=True)
class Cause:
    """One cause of a change: data, code, constant, libraries or unknown; what differs, and a diff of code."""

    kind: str
    what: str
    diff: str = ""


@dataclass(frozen=True)
class Explained:
    """A change of a row with its causes."""

    change: Change
    causes: tuple[Cause, ...]


@dataclass
class Code:
    """The functions of a project in one build, by name."""

    read: Callable[[], Mapping[str, str]]
    _known: dict[str, _Function] = field(default_factory=dict)

    @cached_property
    def files(self) -> Mapping[str, str]:
        """The text of each file, which is read only if a cause is looked for in the code."""
        return self.read()

    def function(self, name: str) -> _Function:
        """The source of a function, the names of its arguments, and its file; empty if there is none."""
        if name not in self._known:
            self._known[name] = next(self._defined(name), ("", (), ""))
        return self._known[name]

    def _defined(self, name: str) -> Iterator[_Function]:
        """The functions of that name at the top level of files; only files that contain its definition are parsed."""
        for file, text in self.files.items():
            if f"def {name}(" in text:
                yield from (found for own, found in _functions(text, file) if own == name)

    def behind(self, name: str) -> list[str]:
        """A product and all products that it depends on, by the names of arguments."""
        found, waiting = [], [name]
        while waiting:
            each = waiting.pop(0)
            source, arguments, _ = self.function(each)
            if each not in found and source:
                found.append(each)
                waiting += arguments
        return found


def _functions(text: str, file: str) -> Iterator[tuple[str, _Function]]:
    try:
        tree = ast.parse(text)
    except (SyntaxError, ValueError):
        return
    lines = text.splitlines()
    for node in tree.body:
        if isinstance(node, ast.FunctionDef):
            source = "\n".join(lines[node.lineno - 1 : node.end_lineno])
            yield node.name, (source, tuple(each.arg for each in node.args.args), file)


def explained(
    old: Ledger, new: Ledger, codes: tuple[Code, Code], texts: tuple[Texts, Texts]
) -> list[Explained]:
    """All changes between two ledgers, each with its causes."""
    known: dict[tuple[object, ...], tuple[Cause, ...]] = {}
    made = []
    for change in diff(old, new):
        before, after = old.get(change.id), new.get(change.id)
        row = after or before
        key = (row and row.source, before and before.source)
        if key not in known:
            known[key] = tuple(_causes(before, after, old, new, codes, texts))
        made.append(Explained(change, known[key]))
    return made


def _causes(
    before: Row | None,
    after: Row | None,
    old: Ledger,
    new: Ledger,
    codes: tuple[Code, Code],
    texts: tuple[Texts, Texts],
) -> Iterator[Cause]:
    row = after or before
    found = list(_data(before, after, texts)) + list(_code(row, codes, texts))
    if not found:
        found = list(_libraries(old, new))
    yield from found or [Cause("unknown", "nothing that is recorded differs")]


def _data(before: Row | None, after: Row | None, texts: tuple[Texts, Texts]) -> Iterator[Cause]:
    sources = [dict(row.source.data) if row and row.source else {} for row in (before, after)]
    for file in sources[1]:
        if file in sources[0] and sources[0][file] != sources[1][file]:
            yield Cause(
                "data", f"{file}: {_differing(PurePath(file).suffix, texts[0](file), texts[1](file))}"
            )


def _differing(suffix: str, old: str, new: str) -> str:
    """What differs in a data file, without any value."""
    if old and new and suffix in (".csv", ".tsv", ".txt"):
        return _columns(old, new)
    if old and new and suffix in (".yaml", ".yml", ".json"):
        return _entries(old, new)
    return "differs"


def _entries(old: str, new: str) -> str:
    """The entries of a YAML or JSON file that differ, by their keys."""
    import yaml

    try:
        before, after = (dict(_leaves(load(text))) for text in (old, new))
    except (yaml.YAMLError, ReportError):
        return "differs"
    changed = [name for name in {**before, **after} if before.get(name, _NONE) != after.get(name, _NONE)]
    more = f" and {len(changed) - _SHOWN} more" if len(changed) > _SHOWN else ""
    return f"{', '.join(changed[:_SHOWN])}{more}" if changed else _SAME


def _leaves(content: object, name: str = "") -> Iterator[tuple[str, object]]:
    """The values in nested mappings and lists, each with its keys."""
    if isinstance(content, Mapping) and content:
        for key, value in content.items():
            yield from _leaves(value, f"{name}.{key}" if name else str(key))
    elif isinstance(content, list) and content:
        for number, value in enumerate(content, 1):
            yield from _leaves(value, f"{name}[{number}]")
    else:
        yield name, content


def _columns(old: str, new: str) -> str:
    """The columns of a table that differ and in how many rows."""
    tables = [
        [line for line in csv.reader(io.StringIO(text)) if line and not line[0].startswith("#")]
        for text in (old, new)
    ]
    heads = [table[0] if table else [] for table in tables]
    rows = len(tables[0]) - 1, len(tables[1]) - 1
    parts = [f"{rows[0]} rows became {rows[1]}"] if rows[0] != rows[1] else []
    parts += (
        [f"columns {', '.join(sorted({*heads[0]} ^ {*heads[1]}))} are in one only"]
        if heads[0] != heads[1]
        else []
    )
    for name in heads[1] if not parts else ():
        at = heads[1].index(name)
        count = sum(
            a[at : at + 1] != b[at : at + 1] for a, b in zip(tables[0][1:], tables[1][1:], strict=False)
        )
        if count:
            parts.append(f"column {name} in {counted(count, 'row')}")
    return "; ".join(parts[:_SHOWN]) or _SAME


def _code(row: Row | None, codes: tuple[Code, Code], texts: tuple[Texts, Texts]) -> Iterator[Cause]:
    if row is None or row.source is None:
        return
    if not row.source.file.endswith(".py"):
        old, new = (each(row.source.file) for each in texts)
        if old != new and old:
            yield Cause("constant", f"{row.source.file} differs", _diff(old, new, row.source.file))
        return
    names = dict.fromkeys([*codes[1].behind(row.source.function), *codes[0].behind(row.source.function)])
    for name in names:
        (old, _, _), (new, _, file) = codes[0].function(name), codes[1].function(name)
        if old != new and codes[0].files:
            yield Cause("code", f"{name} in {file or 'a removed file'}", _diff(old, new, file))


def _diff(old: str, new: str, name: str) -> str:
    lines = difflib.unified_diff(
        old.splitlines(), new.splitlines(), f"a/{name}", f"b/{name}", lineterm="", n=1
    )
    return "\n".join(lines)


def _libraries(old: Ledger, new: Ledger) -> Iterator[Cause]:
    before, after = dict(old.build.software), dict(new.build.software)
    changed = [
        f"{name} {before[name]} → {after[name]}"
        for name in after
        if before.get(name, after[name]) != after[name]
    ]
    if changed:
        yield Cause("libraries", ", ".join(changed[:_SHOWN]))
