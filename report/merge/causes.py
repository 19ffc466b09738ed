"""Why rows changed between two builds: data, code, models, constants, seeds, or versions of libraries."""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import PurePath

from report.merge.data_changes import differing
from report.merge.project_code import Code, Definition, Place
from report.rows.ledger import Ledger
from report.rows.ledger_diff import Change, diff
from report.rows.stat import Row

#: The text of a file in the old build, and in the new one.
Texts = Callable[[str], str]
_SHOWN = 6
_SEED = re.compile(r"(?:^|[._])seeds?(?:$|[._\[])", re.IGNORECASE)
#: A line of a model in the syntax of lavaan.
_SYNTAX = re.compile(r"^\s*[\w.{}]+\s*(?:=~|~~|~|:=)\s*\S", re.MULTILINE)
_NOT_IN_GIT = "the code of the older build is not in Git, since it had uncommitted changes"


@dataclass(frozen=True)
class Cause:
    """A cause: its kind (data, code, model, constant, seed, libraries or unknown), what differs, and a diff of code."""

    kind: str
    what: str
    diff: str = ""

    def __str__(self) -> str:
        return f"{self.kind}: {self.what}"


@dataclass(frozen=True)
class ExplainedChange:
    """A change of a row with its causes."""

    change: Change
    causes: tuple[Cause, ...]


def explained(
    old: Ledger, new: Ledger, codes: tuple[Code, Code], texts: tuple[Texts, Texts]
) -> list[ExplainedChange]:
    """All changes between two ledgers, each with its causes."""
    search = _Search(old, new, codes, texts)
    return [
        ExplainedChange(change, search.causes(old.get(change.id), new.get(change.id)))
        for change in diff(old, new)
    ]


class _Search:
    """The search for causes in two builds; rows of the same function have the same causes."""

    def __init__(self, old: Ledger, new: Ledger, codes: tuple[Code, Code], texts: tuple[Texts, Texts]):
        self._builds, self._codes, self._texts = (old.build, new.build), codes, texts
        self._known: dict[tuple[object, ...], tuple[Cause, ...]] = {}
        self._definitions: dict[Place, Cause | None] = {}
        self._files: dict[str, str] = {}

    def causes(self, before: Row | None, after: Row | None) -> tuple[Cause, ...]:
        """The causes of the change of one row."""
        key = tuple(
            (each.source.file, each.source.function, each.source.data) if each and each.source else None
            for each in (before, after)
        )
        if key not in self._known:
            self._known[key] = tuple(self._found(before, after))
        return self._known[key]

    def _found(self, before: Row | None, after: Row | None) -> Iterator[Cause]:
        row = after or before
        found = [*self._data(before, after), *self._code(row)] or [*self._libraries()]
        known = bool(self._codes[0].files)
        yield from found or [Cause("unknown", "nothing recorded differs" if known else _NOT_IN_GIT)]

    def _data(self, before: Row | None, after: Row | None) -> Iterator[Cause]:
        old, new = (dict(row.source.data) if row and row.source else {} for row in (before, after))
        for file in new:
            if file in old and old[file] != new[file]:
                if file not in self._files:
                    self._files[file] = differing(
                        PurePath(file).suffix, *(text(file) for text in self._texts)
                    )
                what, made_here = self._files[file], after and after.source and after.source.file == file
                is_seed = all(_SEED.search(name) for name in what.split(", "))
                yield Cause("seed" if is_seed else "constant" if made_here else "data", f"{file}: {what}")

    def _code(self, row: Row | None) -> Iterator[Cause]:
        if row is None or row.source is None:
            return
        place = row.source.file, row.source.function
        for each in dict.fromkeys([*self._codes[1].behind(*place), *self._codes[0].behind(*place)]):
            if each not in self._definitions:
                self._definitions[each] = self._changed(each)
            if (cause := self._definitions[each]) and self._codes[0].files:
                yield cause

    def _changed(self, place: Place) -> Cause | None:
        """The change of a definition, if it does something else than before."""
        file, name = place
        old, new = (code.definition(place) for code in self._codes)
        if old and new and old.does_the_same(new):
            return None
        where = file if new else f"{file}, which no longer has it"
        return Cause(_kind(name, old, new), f"{name} in {where}", _diff(_source(old), _source(new), file))

    def _libraries(self) -> Iterator[Cause]:
        before, after = (dict(build.software) for build in self._builds)
        changed = [
            f"{name} {before[name]} → {after[name]}"
            for name in after
            if before.get(name, after[name]) != after[name]
        ]
        if changed:
            yield Cause("libraries", ", ".join(changed[:_SHOWN]))


def _kind(name: str, old: Definition | None, new: Definition | None) -> str:
    """The kind of a cause in the code, from what the name is bound to."""
    both = [each for each in (old, new) if each]
    if not all(each.is_constant for each in both):
        return "code"
    if _SEED.search(name):
        return "seed"
    return "model" if any(_SYNTAX.search(each.text or "") for each in both) else "constant"


def _source(definition: Definition | None) -> str:
    return definition.source if definition else ""


def _diff(old: str, new: str, name: str) -> str:
    lines = difflib.unified_diff(
        old.splitlines(), new.splitlines(), f"a/{name}", f"b/{name}", lineterm="", n=1
    )
    return "\n".join(lines)
