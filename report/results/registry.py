"""Which adapter reads which object: chosen by the names of the object's classes, so that no library is loaded.

An adapter is a function that takes an object, and options by name, and yields `Result`s.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from importlib import import_module
from typing import Any

from report.results.quantities import Result, rows_of
from report.rows.errors import Fault, ProductError
from report.rows.stat import Stat
from report.rows.suggestions import nearest

Adapter = Callable[..., Iterator[Result]]

#: The modules that know the objects of a library, by the first part of the objects' module names.
LIBRARIES: dict[str, str] = {
    "scipy": "report.results.scipy_tests",
}
_OWN: dict[type, Adapter] = {}


def register(kind: type, adapter: Adapter) -> None:
    """Let `rows` read objects of a study's own type.

    `adapter(object, **options)` yields `report.results.quantities.Result`s.
    """
    _OWN[kind] = adapter


def rows(
    id: str, result: Any, *, label: str = "", about: Mapping[str, str] | None = None, **options: Any
) -> Iterator[Stat]:
    """The rows of a result object, below `id`.

    `label` says in words what was tested or estimated; `about` places the rows for tables (arm, outcome, ...).
    Options are those of the object's adapter: `n`, `df`, `kind`, `confidence`, `exponentiate`, ...
    An object that nothing knows is a fault that lists what is known.
    """
    for each in _adapter(id, result)(result, **options):
        yield from rows_of(id, each, label, about or {})


def _adapter(id: str, result: Any) -> Adapter:
    for kind in type(result).__mro__:
        if kind in _OWN:
            return _OWN[kind]
    for library, module in LIBRARIES.items():
        if any(each.__module__.split(".")[0] == library for each in type(result).__mro__):
            adapters: Mapping[str, Adapter] = import_module(module).ADAPTERS
            for each in type(result).__mro__:
                if each.__name__ in adapters:
                    return adapters[each.__name__]
    raise ProductError(_unknown(id, result))


def _unknown(id: str, result: Any) -> Fault:
    name = f"{type(result).__module__}.{type(result).__qualname__}"
    known = sorted(each for module in set(LIBRARIES.values()) for each in import_module(module).ADAPTERS)
    near = nearest(type(result).__name__, known)
    shown = ", ".join(near or known)
    remedy = f"known are {shown}; for others, report.results.register(type, adapter)"
    return Fault(id, f"no adapter reads {name}", remedy)


def term_name(text: str) -> str:
    """The name of a model's term as a part of an id: C(arm)[T.active] becomes arm_active."""
    bare = re.sub(r"\bC\((\w+)[^)]*\)", r"\1", text).replace("[T.", "_").replace(":", "_by_")
    words = re.sub(r"[^a-z0-9]+", "_", bare.casefold()).strip("_")
    return words if words[:1].isalpha() else f"term_{words}".rstrip("_")
