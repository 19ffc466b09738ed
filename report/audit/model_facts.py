"""Path models of a file of facts: their equations, and the numbers that the paper prints for them.

models:
  - name: EBI
    n: 29
    syntax: |
      rapport ~ starp
      ebi ~ rapport + qids_0
      qids_6w ~ ebi + qids_0
    printed:
      qids_6w ~ ebi: {beta: "-0.56", p: "0.03"}
      indirect starp -> rapport -> ebi -> qids_6w: {beta: "-0.22", p: "0.02"}
      r2 qids_6w: "0.42"
      r2 qids_6w on qids_0: "0.12"
      df: "4"
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from report.audit.checks import Place
from report.audit.numbers import PrintedNumber, printed
from report.audit.papers import Paper
from report.rows.errors import DataError, Fault

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

_BOUNDS = ("<", ">", "≤", "≥")


@dataclass(frozen=True)
class Path:
    """A printed path: outcome, predictor, standardised estimate and p-value."""

    outcome: str
    predictor: str
    beta: PrintedNumber | None
    p: PrintedNumber | None


@dataclass(frozen=True)
class Indirect:
    """A printed indirect effect along a chain of variables."""

    chain: tuple[str, ...]
    beta: PrintedNumber | None
    p: PrintedNumber | None


@dataclass(frozen=True)
class ExplainedVariance:
    """A printed R² of an outcome, of all predictors of its equation, or of the named ones alone."""

    outcome: str
    predictors: tuple[str, ...]
    r2: PrintedNumber
    whole: bool


@dataclass(frozen=True)
class KnownCorrelations:
    """A printed correlation matrix, with the largest rounding error of its entries."""

    variables: tuple[str, ...]
    matrix: Floats
    half: float

    @property
    def places(self) -> list[tuple[int, int]]:
        """Row and column of each entry below the diagonal."""
        return [(row, column) for row in range(len(self.variables)) for column in range(row)]

    def moved(self, place: tuple[int, int], step: float) -> KnownCorrelations:
        """The matrix with one correlation changed."""
        matrix = self.matrix.copy()
        matrix[place] += step
        matrix[place[::-1]] += step
        return KnownCorrelations(self.variables, matrix, self.half)


@dataclass(frozen=True)
class ModelFacts:
    """A path model with the numbers that are printed for it."""

    name: str
    n: int
    syntax: str
    equations: Mapping[str, tuple[str, ...]]
    paths: tuple[Path, ...]
    indirect: tuple[Indirect, ...]
    explained: tuple[ExplainedVariance, ...]
    correlated: frozenset[str] = frozenset()
    correlations: KnownCorrelations | None = None
    df: PrintedNumber | None = None
    covariances: int = 0

    @property
    def variables(self) -> tuple[str, ...]:
        """All variables, in the order of the equations."""
        names = [name for outcome, predictors in self.equations.items() for name in (*predictors, outcome)]
        return tuple(dict.fromkeys(names))

    def r2(self, outcome: str) -> PrintedNumber | None:
        """The printed R² of an outcome's whole equation."""
        return next((each.r2 for each in self.explained if each.whole and each.outcome == outcome), None)


def models_of(paper: Paper) -> list[ModelFacts]:
    """The path models of the facts."""
    given = paper.facts.get("models")
    return [_model(each) for each in given] if isinstance(given, list) else []


def _model(given: Any) -> ModelFacts:
    try:
        equations, pairs = _equations(str(given["syntax"]))
        listed = dict(given.get("printed") or {})
        df = _number(listed.pop("df", None))
        name, n = str(given.get("name", "model")), int(given["n"])
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        what = f"has an incomplete entry: {error}"
        raise DataError(Fault("models", what, "give name, n, syntax and printed")) from None
    if n < 1:
        raise DataError(Fault("models", f"{name} has n = {n}", "give the number of cases"))
    paths, indirect, explained = [], [], []
    for given_key, value in listed.items():
        key = " ".join(str(given_key).split())
        if "~" in key:
            outcome, _, predictor = key.partition("~")
            paths.append(Path(outcome.strip(), predictor.strip(), *_estimate(value)))
        elif key.startswith("indirect"):
            indirect.append(Indirect(_chain(key), *_estimate(value)))
        elif key.startswith("r2"):
            explained.append(_explained(key.removeprefix("r2"), value, equations))
        else:
            what = f"unknown entry {key}"
            raise DataError(Fault("models", what, "write `y ~ x`, `indirect a -> b -> c`, `r2 y` or `df`"))
    unknown = [each for each in paths if each.predictor not in equations.get(each.outcome, ())]
    strange = [each for each in explained if not each.predictors or each.outcome not in equations]
    if unknown or strange:
        listed_ = [f"{each.outcome} ~ {each.predictor}" for each in unknown] + [
            f"r2 {each.outcome}" for each in strange
        ]
        raise DataError(
            Fault("models", f"{entry} is not in the syntax of {name}", "correct it") for entry in listed_
        )
    facts = (tuple(paths), tuple(indirect), tuple(explained))
    matrix = _correlations(given["correlations"]) if "correlations" in given else None
    correlated = frozenset(name for pair in pairs for name in pair)
    return ModelFacts(name, n, str(given["syntax"]), equations, *facts, correlated, matrix, df, len(pairs))


def _chain(key: str) -> tuple[str, ...]:
    chain = tuple(part.strip() for part in key.removeprefix("indirect").split("->"))
    if len(chain) < 2 or not all(chain):
        what = f"{key} is not a chain of variables"
        raise DataError(Fault("models", what, "write `indirect a -> b -> c`"))
    return chain


def _correlations(given: Any) -> KnownCorrelations:
    """The matrix of `variables` and `matrix`, the rows of its lower triangle with or without the diagonal."""
    import numpy as np

    try:
        variables = tuple(str(each) for each in given["variables"])
        rows = [[printed(str(each).replace("\u2212", "-")) for each in row] for row in given["matrix"]]
        rows = rows if len(rows) == len(variables) else [[], *rows]
        matrix = np.eye(len(variables))
        for row, entries in enumerate(rows):
            for column, entry in enumerate(entries[:row]):
                matrix[row, column] = matrix[column, row] = entry.value
        half = max(entry.half for row, entries in enumerate(rows) for entry in entries[:row])
    except (KeyError, TypeError, ValueError, IndexError) as error:
        what, remedy = (
            f"has an incomplete matrix: {error}",
            "give variables, and matrix as rows of its lower triangle",
        )
        raise DataError(Fault("models", what, remedy)) from None
    return KnownCorrelations(variables, matrix, half)


def _equations(syntax: str) -> tuple[dict[str, tuple[str, ...]], set[frozenset[str]]]:
    """The predictors of each outcome, and the pairs of outcomes whose residuals covary."""
    from report.pathmodels.syntax import parse

    equations: dict[str, list[str]] = {}
    pairs: set[frozenset[str]] = set()
    for term in parse(syntax).terms:
        if term.op == "~" and term.rhs != "1":
            equations.setdefault(term.lhs, []).append(term.rhs)
        elif term.op == "~~" and term.lhs != term.rhs:
            pairs.add(frozenset((term.lhs, term.rhs)))
    return {outcome: tuple(names) for outcome, names in equations.items()}, pairs


def _estimate(value: Any) -> tuple[PrintedNumber | None, PrintedNumber | None]:
    given = value if isinstance(value, dict) else {"beta": value}
    return _number(given.get("beta")), _number(given.get("p"))


def _number(value: Any) -> PrintedNumber | None:
    if value is None:
        return None
    text = str(value).strip().replace("\u2212", "-")
    relation = text[0] if text.startswith(_BOUNDS) else "="
    try:
        return printed(text.removeprefix(relation).lstrip(), relation)
    except ValueError:
        raise _not_a_number(value) from None


def _not_a_number(value: Any) -> DataError:
    remedy = "write numbers as they are printed, for example 0.42 or < .001"
    return DataError(Fault("models", f"{str(value)!r} is not a number", remedy))


def _explained(key: str, value: Any, equations: Mapping[str, tuple[str, ...]]) -> ExplainedVariance:
    outcome, _, alone = key.strip().partition(" on ")
    predictors = tuple(part.strip() for part in alone.split("+")) if alone else equations.get(outcome, ())
    number = _number(value)
    if number is None:
        raise _not_a_number("")
    return ExplainedVariance(outcome, predictors, number, not alone)


def places_of(paper: Paper, *numbers: PrintedNumber | None) -> tuple[Place, ...]:
    """Where the first number is printed with the second near it; nothing if it is not found."""
    wanted = [re.escape(each.text).replace("0\\.", "0?\\.", 1) for each in numbers if each is not None]
    if not wanted:
        return ()
    pattern = re.compile(r"(?<![\d.])" + r"(?!\d)[^.]{0,3}.{0,25}?(?<![\d.])".join(wanted) + r"(?!\d)")
    return tuple(_found(paper, pattern))[:3]


def _found(paper: Paper, pattern: re.Pattern[str]) -> Iterator[Place]:
    for passage in paper.prose():
        for match in pattern.finditer(passage.text):
            yield Place(passage.index, match.start(), match.end())
