"""Faults of the printed numbers of a model in a file of facts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import pairwise
from typing import Any

from report.audit.facts_text import Equations, FactsText, is_number
from report.rows.errors import Fault
from report.rows.suggestions import did_you_mean

_ENTRIES = "write `y ~ x`, `indirect a -> b -> c`, `r2 y`, `r2 y on x` or `df`"
_AS_PRINTED = "write numbers as they are printed, for example 0.42 or < .001"


def printed_faults(given: Any, name: str, equations: Equations, written: FactsText) -> Iterator[Fault]:
    """Faults of the entries of a model and of their values."""
    if given is None:
        return
    if not isinstance(given, Mapping):
        yield Fault(written.at("printed"), f"the printed numbers of {name} are not a mapping", _ENTRIES)
        return
    for key, value in given.items():
        where = written.at(key)
        for what, remedy in _entry(" ".join(str(key).split()), name, equations):
            yield Fault(where, what, remedy)
        for number in value.values() if isinstance(value, Mapping) else (value,):
            if not is_number(number):
                yield Fault(where, f"{number!r} of `{key}` is not a number", _AS_PRINTED)
        for part in value if isinstance(value, Mapping) else ():
            if part not in ("beta", "p"):
                remedy = did_you_mean(str(part), ("beta", "p"), "give beta and p")
                yield Fault(where, f"`{key}` has the unknown key {part}", remedy)


def _entry(key: str, name: str, equations: Equations) -> Iterator[tuple[str, str]]:
    """Faults of the key of a printed number, with their remedies."""
    if key == "df":
        return
    if key.startswith("indirect"):
        chain = [part.strip() for part in key.removeprefix("indirect").split("->")]
        yield from _chain(key, chain, name, equations)
    elif "~" in key:
        outcome, _, predictor = (part.strip() for part in key.partition("~"))
        yield from _links([(predictor, outcome)], key, name, equations)
    elif key.startswith("r2"):
        outcome, _, alone = key.removeprefix("r2").strip().partition(" on ")
        predictors = [part.strip() for part in alone.split("+")] if alone else []
        yield from _links([(each, outcome) for each in predictors] or [("", outcome)], key, name, equations)
    else:
        yield f"`{key}` is an unknown entry of {name}", _ENTRIES


def _chain(key: str, chain: list[str], name: str, equations: Equations) -> Iterator[tuple[str, str]]:
    if len(chain) < 2 or not all(chain):
        yield f"`{key}` is not a chain of variables", "write `indirect a -> b -> c`"
        return
    yield from _links(list(pairwise(chain)), key, name, equations)


def _links(
    links: list[tuple[str, str]], key: str, name: str, equations: Equations
) -> Iterator[tuple[str, str]]:
    """Faults of paths that an entry names, each with its predictor and outcome."""
    named = dict.fromkeys(each for link in links for each in link if each)
    unknown = equations.unknown(named)
    for each in unknown:
        known = sorted(equations.variables)
        remedy = did_you_mean(each, known, f"the variables are {', '.join(known)}")
        yield f"`{key}` names {each}, which is not a variable of {name}", remedy
    if unknown or equations.fault:
        return
    for predictor, outcome in links:
        predictors = equations.predictors.get(outcome, ())
        if predictor not in predictors if predictor else not predictors:
            path = f"the path {outcome} ~ {predictor}" if predictor else f"predictors of {outcome}"
            yield (
                f"`{key}` needs {path}, which {name} does not have",
                "add it to the syntax, or correct the entry",
            )
