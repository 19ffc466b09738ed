"""Reading lavaan's syntax for path models of observed variables.

    y ~ a*x + 0*z      regression, label, fixed value          y ~ 1           intercept
    y ~~ z             covariance (y ~~ y: variance)           e := a*b        defined parameter
Statements end at a line's end or at `;`; `#` and `!` begin a comment. The same label twice means equality.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from report.pathmodels.errors import ModelSyntaxError
from report.pathmodels.expression import Expression, ExpressionReader
from report.pathmodels.tokens import Token, statements

Key = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class Term:
    """One parameter that the author wrote: `fixed` is its value where it is not estimated."""

    lhs: str
    op: str
    rhs: str
    position: int
    label: str = ""
    fixed: float | None = None

    @property
    def key(self) -> Key:
        """What makes a parameter one: a covariance is the same in both directions."""
        if self.op == "~~" and self.rhs < self.lhs:
            return (self.rhs, self.op, self.lhs)
        return (self.lhs, self.op, self.rhs)


@dataclass(frozen=True, slots=True)
class Definition:
    """A defined parameter."""

    name: str
    expression: Expression
    source: str
    position: int


@dataclass(frozen=True)
class Syntax:
    """A model's text and its parsed terms, in the author's order; `warnings` name repeated terms."""

    text: str
    terms: tuple[Term, ...]
    definitions: tuple[Definition, ...]
    warnings: tuple[str, ...] = ()


@dataclass
class _Reader:
    text: str
    terms: dict[Key, tuple[Term, int]] = field(default_factory=dict)
    definitions: dict[str, Definition] = field(default_factory=dict)
    warnings: list[str] = field(default_factory=list)


def parse(text: str) -> Syntax:
    """Parse a model's text; raises ModelSyntaxError with line and column.

    Names are compared in Unicode's composed form (NFC), so that both encodings of é are the same letter.
    """
    text = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
    reader = _Reader(text)
    for number, words in enumerate(statements(text)):
        _read_statement(reader, words, number)
    if not reader.terms:
        raise ModelSyntaxError("the model is empty: it needs at least one statement such as y ~ x", text, 0)
    terms = tuple(term for term, _ in reader.terms.values())
    return Syntax(text, terms, tuple(reader.definitions.values()), tuple(reader.warnings))


def _read_statement(reader: _Reader, words: list[Token], number: int) -> None:
    places = [index for index, word in enumerate(words) if word.kind == "relation"]
    if not places:
        raise ModelSyntaxError(
            "expected one of ~, ~~ and := in this statement", reader.text, words[0].position
        )
    if len(places) > 1:
        raise ModelSyntaxError(
            "more than one relation in this statement", reader.text, words[places[1]].position
        )
    relation = words[places[0]]
    left, right = words[: places[0]], words[places[0] + 1 :]
    if not left:
        raise ModelSyntaxError(f"nothing precedes {relation.text}", reader.text, relation.position)
    if not right:
        raise ModelSyntaxError(f"nothing follows {relation.text}", reader.text, relation.position)
    if relation.text == ":=":
        _read_definition(reader, left, right)
        return
    for lhs in _outcomes(reader.text, left):
        for term in _right_side(reader.text, lhs, relation.text, right):
            _remember(reader, term, number)


def _read_definition(reader: _Reader, left: list[Token], right: list[Token]) -> None:
    _only_name(reader.text, left)
    name = left[0].text
    if name in reader.definitions:
        raise ModelSyntaxError(f"{name} is defined twice", reader.text, left[0].position)
    end = right[-1].stop
    tree = ExpressionReader(right, reader.text, end).read()
    source = "".join(word.text for word in right)
    reader.definitions[name] = Definition(name, tree, source, left[0].position)


def _remember(reader: _Reader, term: Term, statement: int) -> None:
    """Add a term; repeating it within a statement joins its modifiers (`a*x + 0.5*x`), as in lavaan."""
    if term.key not in reader.terms:
        reader.terms[term.key] = (term, statement)
        return
    known, where = reader.terms[term.key]
    labels, values = {known.label, term.label} - {""}, {known.fixed, term.fixed} - {None}
    clash = len(labels) > 1 or len(values) > 1
    if where != statement or clash:
        what = f"{term.lhs} {term.op} {term.rhs or '1'} is in the model twice"
        raise ModelSyntaxError(what, reader.text, term.position)
    if (known.label, known.fixed) == (term.label, term.fixed):
        reader.warnings.append(f"{term.lhs} {term.op} {term.rhs or '1'} is written twice and counts once")
    fixed = term.fixed if known.fixed is None else known.fixed
    reader.terms[term.key] = (replace(known, label=known.label or term.label, fixed=fixed), statement)


def _outcomes(text: str, words: list[Token]) -> Iterator[str]:
    for part in _summands(text, words):
        _only_name(text, part)
        yield part[0].text


def _only_name(text: str, words: list[Token]) -> None:
    if words[0].kind != "name":
        raise ModelSyntaxError(f"expected a name, found {words[0].text!r}", text, words[0].position)
    if len(words) == 1:
        return
    if words[1].kind == "name":
        raise ModelSyntaxError(_spaced(words), text, words[1].position)
    raise ModelSyntaxError(f"unexpected {words[1].text!r} after {words[0].text}", text, words[1].position)


def _spaced(words: list[Token]) -> str:
    whole = " ".join(word.text for word in words if word.kind == "name")
    new = whole.replace(" ", "_")
    return f"a name cannot contain a space: rename the column to {new!r}, or write + between two names"


def _summands(text: str, words: list[Token]) -> Iterator[list[Token]]:
    """The parts between plus signs; a sign at the beginning of a part belongs to its number."""
    part: list[Token] = []
    for word in words:
        if word.text == "+" and part and part[-1].text not in ("*", "+", "-"):
            yield part
            part = []
        elif word.text == "+" and not part:
            raise ModelSyntaxError("a term is missing before this +", text, word.position)
        else:
            part.append(word)
    if not part:
        raise ModelSyntaxError("a term is missing after the last +", text, words[-1].position)
    yield part


def _right_side(text: str, lhs: str, op: str, words: list[Token]) -> Iterator[Term]:
    for part in _summands(text, words):
        *modifiers, variable = _factors(text, part)
        place = variable[0]
        intercept = op == "~" and len(variable) == 1 and place.text in ("1", "0")
        if intercept:
            term = Term(lhs, "~1", "", place.position, fixed=0.0 if place.text == "0" else None)
        else:
            _only_name(text, variable)
            term = Term(lhs, op, place.text, place.position)
        if term.op == "~" and term.rhs == lhs:
            raise ModelSyntaxError(f"{lhs} is regressed on itself", text, place.position)
        for modifier in modifiers:
            term = _modified(text, term, modifier)
        yield term


def _factors(text: str, words: list[Token]) -> list[list[Token]]:
    factors: list[list[Token]] = [[]]
    for word in words:
        if word.text == "*":
            factors.append([])
        elif word.text in ("/", "^", ")", "(") or (word.text == "-" and factors[-1]):
            raise ModelSyntaxError(_misplaced(word.text, factors[-1]), text, word.position)
        else:
            factors[-1].append(word)
    if not all(factors):
        star = next(word for word in words if word.text == "*")
        raise ModelSyntaxError("an operand is missing beside this *", text, star.position)
    return factors


def _misplaced(sign: str, before: list[Token]) -> str:
    if sign == "(" and before:
        return f"the modifier {before[0].text}() is not supported: write a label, a number or NA before *"
    return f"{sign!r} is not allowed in a formula: a term is a name, or label*name, or number*name"


def _modified(text: str, term: Term, modifier: list[Token]) -> Term:
    last = modifier[-1]
    if last.kind == "number":
        return _with_fixed(text, term, modifier)
    _only_name(text, modifier)
    if last.text == "NA":
        return term
    if term.label:
        raise ModelSyntaxError(f"a second label on {term.lhs} {term.op} {term.rhs}", text, last.position)
    return replace(term, label=last.text)


def _with_fixed(text: str, term: Term, modifier: list[Token]) -> Term:
    *signs, number = modifier
    if len(signs) > 1 or any(sign.text not in ("+", "-") for sign in signs):
        raise ModelSyntaxError("expected a number before *", text, modifier[0].position)
    if term.fixed is not None:
        raise ModelSyntaxError("a second fixed value on one term", text, number.position)
    value = float(number.text)
    return replace(term, fixed=-value if signs and signs[0].text == "-" else value)
