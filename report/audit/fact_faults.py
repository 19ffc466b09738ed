"""Faults of a file of facts, all at once, each with its location, the fault, and what was probably meant."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from report.audit.facts_text import Equations, FactsText, is_number
from report.audit.numbers import printed
from report.audit.printed_faults import printed_faults
from report.rows.errors import Fault
from report.rows.suggestions import did_you_mean

#: The keys of a file of facts, and of a model in it.
KEYS = ("models", "instruments", "n", "alpha")
_MODEL = ("name", "n", "syntax", "printed", "correlations")


def faults_in(facts: Mapping[Any, Any], file: str, text: str) -> Iterator[Fault]:
    """All faults of the facts of a file."""
    written = FactsText(file, tuple(text.splitlines()))
    for key in facts:
        if key not in KEYS:
            yield Fault(
                written.at(key),
                f"unknown key {key}",
                did_you_mean(str(key), KEYS, f"use the keys {', '.join(KEYS)}"),
            )
    if "n" in facts and not _is_count(facts["n"]):
        yield Fault(written.at("n"), f"n is {facts['n']!r}", "give the number of cases")
    alpha = facts.get("alpha")
    if "alpha" in facts and not (isinstance(alpha, int | float) and 0 < alpha < 1):
        yield Fault(written.at("alpha"), f"alpha is {alpha!r}", "give a significance level, such as 0.05")
    yield from _instruments(facts.get("instruments"), written)
    yield from _models(facts.get("models"), written)


def _is_count(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value >= 1


def _instruments(given: Any, written: FactsText) -> Iterator[Fault]:
    if given is None:
        return
    remedy = "write `NAME: [lowest, highest]`, for example `My Scale: [0, 40]`"
    if not isinstance(given, Mapping):
        yield Fault(written.at("instruments"), "instruments is not a mapping", remedy)
        return
    for name, ends in given.items():
        numbers = (
            isinstance(ends, list) and len(ends) == 2 and all(isinstance(end, int | float) for end in ends)
        )
        if not numbers:
            yield Fault(written.at(name), f"the instrument {name} is not a list of two numbers", remedy)
        elif ends[0] >= ends[1]:
            yield Fault(written.at(name), f"the lowest score of {name} is not below the highest", remedy)


def _models(given: Any, written: FactsText) -> Iterator[Fault]:
    if given is None:
        return
    where = written.at("models")
    if not isinstance(given, list):
        kind = "a mapping" if isinstance(given, Mapping) else repr(given)
        yield Fault(where, f"models is {kind}, not a list", "begin each model with `- name: NAME`")
        return
    names = [str(each.get("name", "")) for each in given if isinstance(each, Mapping)]
    for name in sorted({each for each in names if each and names.count(each) > 1}):
        yield Fault(where, f"two models have the name {name}", "give each model a unique name")
    for number, each in enumerate(given, 1):
        yield from _model(each, f"model {number}", written)


def _model(given: Any, number: str, written: FactsText) -> Iterator[Fault]:
    if not isinstance(given, Mapping):
        what = f"{number} is {given!r}, not a mapping"
        yield Fault(written.at("models"), what, "give name, n, syntax and printed")
        return
    name = str(given.get("name", number))
    where = written.at(given["name"]) if "name" in given else written.at("models")
    for key in given:
        if key not in _MODEL:
            remedy = did_you_mean(str(key), _MODEL, f"use the keys {', '.join(_MODEL)}")
            yield Fault(written.at(key), f"{name} has the unknown key {key}", remedy)
    if not _is_count(given.get("n")):
        given_number = f"n = {given['n']!r}" if "n" in given else "no n"
        yield Fault(where, f"{name} has {given_number}", "give the number of cases")
    equations = Equations.of(given.get("syntax"))
    if equations.fault:
        yield Fault(
            where, f"{name} {equations.fault}", "write the model in lavaan's syntax, for example `y ~ x`"
        )
    yield from printed_faults(given.get("printed"), name, equations, written)
    yield from _correlations(given.get("correlations"), name, equations, written)


def _correlations(given: Any, name: str, equations: Equations, written: FactsText) -> Iterator[Fault]:
    if given is None:
        return
    where, of = written.at("correlations"), f"the correlations of {name}"
    remedy = "give variables, and matrix as rows of its lower triangle"
    if not isinstance(given, Mapping) or not all(
        isinstance(given.get(key), list) for key in ("variables", "matrix")
    ):
        yield Fault(where, f"{of} have no lists of variables and matrix", remedy)
        return
    variables, rows = [str(each) for each in given["variables"]], given["matrix"]
    for each in sorted(equations.variables - set(variables)):
        yield Fault(
            where, f"{of} lack the variable {each}", did_you_mean(each, variables, "add it to the matrix")
        )
    yield from (Fault(where, what, remedy) for what in _matrix(of, len(variables), rows))


def _matrix(of: str, size: int, rows: list[Any]) -> Iterator[str]:
    """What is wrong with the rows of a lower triangle, with or without its diagonal."""
    if not all(isinstance(row, list) for row in rows):
        yield f"{of} have a row that is not a list"
        return
    lengths = [len(row) for row in rows]
    if lengths not in (list(range(1, size)), list(range(size)), list(range(1, size + 1))):
        yield f"{of} have rows of {', '.join(map(str, lengths)) or 'no'} numbers for {size} variables"
    for entry in (entry for row in rows for entry in row):
        if not is_number(entry):
            yield f"{of} contain {entry!r}, which is not a number"
        elif abs(printed(str(entry).replace("\u2212", "-")).value) > 1:
            yield f"{of} contain {entry}, which is not between −1 and 1"
