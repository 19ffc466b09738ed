"""Selects the adapter of an object by the names of its classes, without importing any library.

An adapter is a function that takes an object and keyword options, and yields `Result`s.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from importlib import import_module
from typing import Any

from report.results.coefficients import term_name
from report.results.options import read_with
from report.results.quantities import Result, rows_of
from report.rows.errors import Fault, ResultError
from report.rows.stat import Stat
from report.rows.suggestions import nearest

Adapter = Callable[..., Iterator[Result]]

__all__ = ["Adapter", "register", "rows", "rows_of_all", "term_name"]

#: The modules that know the objects of a library, by the first part of the objects' module names.
LIBRARIES: dict[str, tuple[str, ...]] = {
    "scipy": ("report.results.scipy_tests", "report.results.scipy_comparisons"),
    "statsmodels": (
        "report.results.statsmodels_models",
        "report.results.statsmodels_mixed",
        "report.results.statsmodels_discrete",
        "report.results.statsmodels_tests",
        "report.results.statsmodels_tables",
    ),
    "lifelines": ("report.results.lifelines_results",),
    "semopy": ("report.results.path_models",),
    "report": ("report.results.path_models", "report.results.path_model_tests"),
    "pandas": ("report.results.result_frames",),
    "pingouin": ("report.results.pingouin_checks",),
    "builtins": ("report.results.pingouin_models",),
}
_OWN: dict[type, Adapter] = {}
#: The libraries that messages name.
_READ = ("scipy", "statsmodels", "pingouin", "lifelines", "semopy", "report.pathmodels")
_FEW = 6


def register(kind: type, adapter: Adapter) -> None:
    """Register an adapter, so that `rows` accepts objects of a study's own type.

    `adapter(object, **options)` yields `report.results.quantities.Result`s.
    """
    _OWN[kind] = adapter


def rows(
    id: str,
    result: Any,
    *,
    label: str = "",
    about: Mapping[str, str] | None = None,
    formats: Mapping[str, str] | None = None,
    **options: Any,
) -> Iterator[Stat]:
    """The rows of a result object, below `id`.

    `label` states in words what was tested or estimated; `about` describes the rows for tables (arm, outcome, ...).
    `formats` prints parts in another format: {"estimate": "fixed3", "se": "fixed3"}.
    Options are those of the object's adapter: `n`, `df`, `kind`, `confidence`, `exponentiate`, ...
    An object without an adapter is a fault that lists the known types.
    """
    adapter = _adapter(id, result)
    try:
        found = read_with(adapter, result, options)
    except ResultError as error:
        raise ResultError(replace(fault, where=fault.where or id) for fault in error.faults) from error
    except (AttributeError, KeyError) as error:
        if not hasattr(result, "fit"):
            raise
        what = f"is made from {_name(result)}, which was not fitted"
        raise ResultError(Fault(id, what, "call its method fit first")) from error
    yield from rows_of_all(id, [each.printed_as(formats or {}) for each in found], label, about or {})


def rows_of_all(id: str, found: list[Result], label: str, about: Mapping[str, str]) -> Iterator[Stat]:
    """The rows of several results below one id; two of them that would get the same id are a fault."""
    faults = [*_same_names(id, found), *_arrays(id, found)]
    if faults:
        raise ResultError(faults)
    for each in found:
        yield from rows_of(id, each, label, about)


def _same_names(id: str, found: list[Result]) -> Iterator[Fault]:
    """Terms that differ in the model but not in ids, such as age and Age."""
    first: dict[tuple[str, str], Result] = {}
    for each in found:
        for quantity in each.quantities:
            other = first.setdefault((each.term, quantity.name), each)
            if other is not each:
                path = ".".join(part for part in (id, each.term) if part)
                what = f"{other.label or 'one result'} and {each.label or 'another'} would both get the id {path}"
                yield Fault(path, what, "rename one of them in the model or the frame")
                break


def _arrays(id: str, found: list[Result]) -> Iterator[Fault]:
    """Results of several tests at once, such as a matrix of correlations."""
    for each in found:
        shape = next((shape for part in each.quantities if (shape := getattr(part.value, "shape", ()))), ())
        if shape:
            what = f"contains {' × '.join(map(str, shape))} values instead of one"
            remedy = "pass one test at a time, or use report.results.summaries.correlations for a matrix"
            yield Fault(id, what, remedy)


def _adapter(id: str, result: Any) -> Adapter:
    for kind in type(result).__mro__:
        if kind in _OWN:
            return _OWN[kind]
    for kind in type(result).__mro__:
        adapters = _adapters_of(kind.__module__.split(".")[0])
        # Named tuples are tuples too; only plain ones are recognised by their items.
        if kind.__name__ in adapters and (kind is not tuple or type(result) is tuple):
            return adapters[kind.__name__]
    raise ResultError(_unknown(id, result))


def _adapters_of(library: str) -> dict[str, Adapter]:
    """The adapters of a library by the names of its classes; empty for a library that is not known."""
    modules = LIBRARIES.get(library, ())
    return {name: each for module in modules for name, each in import_module(module).ADAPTERS.items()}


def _name(result: Any) -> str:
    return f"{type(result).__module__}.{type(result).__qualname__}"


def _unknown(id: str, result: Any) -> Fault:
    return Fault(id, f"is made from {_name(result)}, which no adapter reads", _remedy(result))


def _remedy(result: Any) -> str:
    """The next step: what to pass instead, or the nearest known types and how to register another one."""
    library, own = type(result).__module__.split(".")[0], type(result).__name__
    if library == "numpy" or result is None or isinstance(result, int | float | str | list | dict):
        return (
            "plain values do not identify themselves: pass the result object, or make rows of them with Stat"
        )
    if library == "statsmodels" and hasattr(result, "fit"):
        return "fit the model, and pass what its method fit returns"
    known = sorted(_adapters_of(library) or {each for other in LIBRARIES for each in _adapters_of(other)})
    near = nearest(own, known)
    shown = near or (known if len(known) <= _FEW else [])
    types = f"known types: {', '.join(shown)}" if shown else f"results of {', '.join(_READ)} are known"
    return f"{types}; for your own, report.results.register({own}, adapter)"
