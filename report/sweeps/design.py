"""The design of a sweep: named decisions with their options, and the universes that they span."""

from __future__ import annotations

import hashlib
import json
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import product
from pathlib import Path
from typing import Any

from report.rows.errors import Fault, StudyError

Option = str | int | float | bool | None
Universe = Mapping[str, Option]
_ROOM = __name__.rpartition(".")[0] + "."
#: Columns of a sweep's results; no decision may have such a name.
RESERVED = ("universe", "replication", "failure")


@dataclass(frozen=True, init=False)
class Design:
    """Named decisions, each with its options; without constraints, every combination is a universe.

    `Design(outliers=("keep", "drop"), divisor=("n", "n-1"))` spans four universes. A design is immutable.
    """

    decisions: Mapping[str, tuple[Option, ...]]
    constraints: tuple[Callable[[Universe], bool], ...] = ()
    listed: tuple[Universe, ...] | None = None

    def __init__(self, **decisions: Iterable[Option]) -> None:
        options = {name: _options(name, each) for name, each in decisions.items()}
        _set(self, options, (), None)

    @classmethod
    def of(cls, universes: Iterable[Universe]) -> Design:
        """The design of a list of universes, each a mapping of the same decisions to options."""
        listed = tuple(dict(each) for each in universes)
        names = tuple(listed[0]) if listed else ()
        uneven = [each for each in listed if tuple(each) != names]
        if uneven:
            what = f"a universe decides {', '.join(uneven[0]) or 'nothing'}, the first one {', '.join(names)}"
            raise StudyError(Fault(_place(), what, "give each universe the same decisions"))
        decisions = {name: _options(name, dict.fromkeys(each[name] for each in listed)) for name in names}
        made = cls()
        _set(made, decisions, (), listed)
        return made

    def only_if(self, condition: Callable[[Universe], bool]) -> Design:
        """The universes of this design for which a condition holds."""
        made = Design()
        _set(made, self.decisions, (*self.constraints, condition), self.listed)
        return made

    def universes(self) -> Iterator[Universe]:
        """The universes in the order of the options, the last decision varying fastest."""
        for universe in self._all():
            if all(condition(universe) for condition in self.constraints):
                yield universe

    def _all(self) -> Iterator[Universe]:
        if self.listed is not None:
            yield from self.listed
        elif self.decisions:
            for options in product(*self.decisions.values()):
                yield dict(zip(self.decisions, options, strict=True))


def _set(design: Design, decisions: Mapping[str, Any], constraints: tuple[Any, ...], listed: Any) -> None:
    object.__setattr__(design, "decisions", decisions)
    object.__setattr__(design, "constraints", constraints)
    object.__setattr__(design, "listed", listed)


def _options(name: str, options: Iterable[Option]) -> tuple[Option, ...]:
    """The options of a decision, each a plain value that occurs once."""
    if name in RESERVED:
        raise StudyError(
            Fault(_place(), f"a decision is called {name}, as a column of the results is", "rename it")
        )
    if isinstance(options, str):
        raise StudyError(Fault(_place(), f"the options of {name} are a text", f'write {name}=("{options}",)'))
    if not isinstance(options, Iterable):
        what = f"the options of {name} are one {type(options).__name__}"
        raise StudyError(Fault(_place(), what, f"write {name}=({options!r},)"))
    found = tuple(options)
    strange = [each for each in found if not isinstance(each, Option)]
    if strange:
        what = f"an option of {name} is a {type(strange[0]).__name__}"
        raise StudyError(
            Fault(_place(), what, "name options by texts or numbers, and look them up in the function")
        )
    if len(set(map(repr, found))) < len(found):
        raise StudyError(Fault(_place(), f"{name} has an option twice", "remove one of them"))
    return found


def _place() -> str:
    """The file and the line that make a design, outside this room."""
    frame = sys._getframe(1)
    while frame.f_back and str(frame.f_globals.get("__name__")).startswith(_ROOM):
        frame = frame.f_back
    return f"{Path(frame.f_code.co_filename).name}:{frame.f_lineno}"


def key_of(universe: Universe) -> str:
    """The key of a universe: a hash of its decisions, independent of their order and of the design."""
    content = json.dumps(dict(universe), sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(content.encode()).hexdigest()[:16]
