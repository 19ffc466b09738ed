"""Path models that a paper prints as equations, with the standardised estimates that it prints for their paths."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from report.audit.estimate_reading import estimates
from report.audit.estimate_record import ReportedEstimate
from report.audit.model_facts import ExplainedVariance, ModelFacts, Path
from report.audit.papers import Paper
from report.audit.passages import sentence_around
from report.audit.printed_matrices import matrix_for, name_of
from report.audit.printed_sizes import sizes_of

_NAME = r"[A-Za-z]\w{0,40}(?:\.\w{1,40}){0,4}"
#: An equation in lavaan's syntax: `mood ~ sleep + stress`.
_EQUATION = re.compile(
    rf"(?<![\w.~=])(?P<outcome>{_NAME})\s?[≈~]\s?(?P<causes>{_NAME}(?:\s?\+\s?{_NAME})*)(?![\w*≈~(]|\s?[*≈~])"
)
#: An equation of a regression: `mood = b0 + b1 sleep + b2 stress + e`.
_REGRESSION = re.compile(
    rf"(?<![\w.=])(?P<outcome>{_NAME})\s?=\s?(?:[bβ]_?0|a|α)\s?(?P<terms>(?:\+\s?[bβ]_?\d\s?[*x.]?\s?{_NAME}\s?)+)"
    r"\+\s?(?:e|ε|error|u)\b"
)
_TERM = re.compile(rf"\+\s?[bβ]_?\d\s?[*x.]?\s?(?P<name>{_NAME})")
#: Labels of rows that are one path.
_ARROWS = (
    re.compile(r"(?P<cause>[^→>←<≈~]+?)\s?(?:→|-{1,2}>|➔)\s?(?P<outcome>[^→>←<≈~]+)"),
    re.compile(r"(?P<outcome>[^→>←<≈~]+?)\s?(?:←|<-{1,2}|≈|~|\bON\b)\s?(?P<cause>[^→>←<≈~]+)"),
)
_WORDS = (
    r"\b(?:from|of)\s{cause}\s(?:to|on)\s{outcome}\b",
    r"\b{cause}\s(?:[a-z]+ly\s)?(?:predict|affect|influenc)\w*\s{outcome}\b",
    r"\b{outcome}\swas\s(?:[a-z]+ly\s)?predicted\sby\s{cause}\b",
)


def models_in_text(paper: Paper) -> list[ModelFacts]:
    """The model of all equations of a paper, if it has a printed matrix of its variables and one number of cases."""
    equations = _equations(paper)
    sizes = sizes_of(paper)
    if not equations or len(sizes) != 1:
        return []
    variables = tuple(
        dict.fromkeys(name for outcome, causes in equations.items() for name in (*causes, outcome))
    )
    matrix = matrix_for(paper, variables) if len(variables) > 1 else None
    if matrix is None:
        return []
    paths, explained = list(_paths(paper, equations)), list(_explained(paper, equations))
    syntax = "\n".join(f"{outcome} ~ {' + '.join(causes)}" for outcome, causes in equations.items())
    model = ModelFacts(
        "model in the text",
        sizes[0],
        syntax,
        equations,
        tuple(paths),
        (),
        tuple(explained),
        correlations=matrix,
    )
    return [model] if paths or explained else []


def _equations(paper: Paper) -> dict[str, tuple[str, ...]]:
    """The predictors of each outcome; none if an outcome has two equations, as where several models are compared."""
    found: dict[str, tuple[str, ...]] = {}
    for passage in paper.prose():
        for outcome, causes in _in_passage(passage.text):
            if found.setdefault(outcome, causes) != causes:
                return {}
    return found


def _in_passage(text: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    for match in _EQUATION.finditer(text):
        causes = tuple(part.strip() for part in match["causes"].split("+"))
        if not match["causes"][0].isdigit():
            yield match["outcome"], causes
    for match in _REGRESSION.finditer(text):
        yield match["outcome"], tuple(term["name"] for term in _TERM.finditer(match["terms"]))


def _paths(paper: Paper, equations: Mapping[str, Sequence[str]]) -> Iterator[Path]:
    """The standardised estimates whose row or sentence names one path of the model."""
    known = {
        (name_of(cause), name_of(outcome)): (cause, outcome)
        for outcome in equations
        for cause in equations[outcome]
    }
    for each in estimates(paper):
        if each.has("beta"):
            pair = _named_path(paper, each, known)
            if pair is not None:
                yield Path(pair[1], pair[0], each["beta"].number, None)


def _named_path(
    paper: Paper, each: ReportedEstimate, known: Mapping[tuple[str, str], tuple[str, str]]
) -> tuple[str, str] | None:
    passage = paper.passages[each.place.passage]
    if passage.block.cell is not None:
        matches = (pattern.fullmatch(passage.block.row.strip()) for pattern in _ARROWS)
        pairs = {(name_of(match["cause"]), name_of(match["outcome"])) for match in matches if match}
    else:
        first, _ = sentence_around(passage.text, each.place.start)
        before = re.split(r"[()]", passage.text[first : each.place.start].rstrip("( "))[-1]
        pairs = {pair for pair, names in known.items() if _are_related(before, *names)}
    found = [known[pair] for pair in pairs if pair in known]
    return found[0] if len(found) == 1 else None


def _are_related(text: str, cause: str, outcome: str) -> bool:
    """Whether the words directly before an estimate say that one variable predicts another."""
    names = {"cause": _words(cause), "outcome": _words(outcome)}
    return any(re.search(pattern.format(**names), text, re.IGNORECASE) for pattern in _WORDS)


def _words(name: str) -> str:
    return r"[\s_-]?".join(re.escape(part) for part in re.split(r"[_.]+", name))


def _explained(paper: Paper, equations: Mapping[str, Sequence[str]]) -> Iterator[ExplainedVariance]:
    """R² of the sentence or row that names one outcome of the model."""
    for each in estimates(paper):
        if (
            each.has("R2")
            and "percent" not in each["R2"].marks
            and not {"F", "dR2", "adjR2"} & set(each.quantities)
        ):
            words = each.words_in(paper)
            if paper.passages[each.place.passage].block.cell is None and not re.search(
                r"\b(?:of|for|in)\b", words
            ):
                continue
            named = [
                outcome for outcome in equations if re.search(rf"\b{_words(outcome)}\b", words, re.IGNORECASE)
            ]
            if len(named) == 1:
                yield ExplainedVariance(named[0], tuple(equations[named[0]]), each["R2"].number, True)
