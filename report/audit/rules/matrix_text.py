"""Correlations in the text against the cell of the correlation matrix for the same two variables."""

from __future__ import annotations

import re
from collections.abc import Iterator

from report.audit.checks import Check, Place, Rule, Severity
from report.audit.correlation_tables import CorrelationTriangle, matrices_of
from report.audit.numbers import PrintedNumber
from report.audit.papers import Paper
from report.audit.passages import Passage, sentences
from report.audit.quantities import SymbolQuantity
from report.audit.statement_matching import agree, is_typing_error, words_of

_NAME = "matrix-text"
#: Correlations of other samples, times or kinds than those of the matrix.
_OTHER = re.compile(
    r"partial|control|adjust|women|men\b|boys|girls|subgroup|subsample|T[1-9]\b|time|wave|chang|baseline|follow-up|within"
    r"|among|squared|rank|Spearman|previous|et al|attenuat|latent|only|meta-anal|\b(?:19|20)\d\d\b",
    re.IGNORECASE,
)
#: The fewest characters of a name that no other row has.
_SHORT = 4
#: The most characters from the second name to the correlation.
_FAR = 60
_VERB = re.compile(r"\b(?:correlat|associat|relat)\w*[^,;]*?\b(?:with|to)\b", re.IGNORECASE)
_BETWEEN = re.compile(r"\bbetween\b[^,;]*$", re.IGNORECASE)


def check_text(paper: Paper) -> Iterator[Check]:
    """A check of each sentence with one correlation and the names of two variables of the only matrix."""
    matrices = matrices_of(paper)
    if len(matrices) != 1:
        return
    for passage in paper.prose():
        found = [each for each in paper.quantities[passage.index] if each.symbol == "r"]
        for start, end in sentences(passage.text) if found else ():
            inside = [each for each in found if start <= each.start < end]
            text = passage.text[start:end]
            if len(inside) != 1 or _OTHER.search(text) or inside[0].number.relation != "=":
                continue
            pair = _pair(text[: inside[0].start - start], matrices[0])
            if pair is not None and pair in matrices[0].values:
                yield _checked(paper, passage, inside[0], matrices[0], pair)


def _pair(text: str, matrix: CorrelationTriangle) -> tuple[int, int] | None:
    """The two variables that the words before a correlation relate: `X correlated with Y`, `between X and Y`."""
    words = words_of(text)
    stems = {order: words_of(name) for order, name in matrix.names.items() if len(name) >= _SHORT}
    named = sorted(order for order, stem in stems.items() if stem and stem <= words)
    if len(named) != 2:
        return None
    places = sorted(max(text.casefold().rfind(stem) for stem in stems[order]) for order in named)
    related = _VERB.search(text, places[0], places[1]) or _BETWEEN.search(text, 0, places[0])
    far = len(text) - places[1] > _FAR or re.search(r"\band\b|,\s*\w", text[places[1] :])
    return None if far or not related else (named[0], named[1])


def _checked(
    paper: Paper, passage: Passage, each: SymbolQuantity, matrix: CorrelationTriangle, pair: tuple[int, int]
) -> Check:
    number, cell = matrix.values[pair]
    places = (Place(passage.index, each.start, each.end), Place(cell.index, 0, len(cell.text)))
    statement = passage.block.text[each.start : each.end]
    names = " and ".join(matrix.names[order] for order in pair)
    if agree(each.number, number):
        return Check(_NAME, "agrees", places, statement, f"the matrix has {number.text} for {names}")
    question = (
        f"The matrix has {number.text} for {names}, but the text prints {each.number.text}. Which is right, or is the "
        "correlation that of other variables?"
    )
    of_sign = abs(each.number.value) == abs(number.value) and paper.format == "pdf"  # which may lose it
    slip = _is_slip(each.number, number) and not of_sign
    severity: Severity = "contradiction" if slip else "worth a look"
    return Check(_NAME, "finding", places, statement, "", severity, question)


def _is_slip(one: PrintedNumber, other: PrintedNumber) -> bool:
    """Whether one digit differs, two are swapped, or the sign is lost, of numbers with as many decimals."""
    return one.decimals == other.decimals and is_typing_error(one, other)


RULE = Rule(
    name=_NAME,
    title="correlation in the text against the matrix",
    formula="r(text) = r(cell)",
    source="logic",
    needs="one correlation matrix with numbered rows, and a sentence with one r in which `X correlated with Y` or "
    "`between X and Y` has all words of two names",
    rounding="numbers agree if a value rounds to both",
    abstains="partial, rank, latent and time-lagged correlations, subgroups, several matrices; a difference that is "
    "not a slip of a digit or sign is worth a look",
    run=check_text,
)
