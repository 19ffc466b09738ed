"""Reading lavaan's syntax for path models and latent variables.

    f =~ x1 + x2       latent variable and its indicators      y ~ 1           intercept
    y ~ a*x + 0*z      regression, label, fixed value          e := a*b        defined parameter
    y ~~ z             covariance (y ~~ y: variance)           a == 2*b, a > 0 constraints
Statements end at a line's end or at `;`; `#` and `!` begin a comment. The same label twice means equality. The
modifiers before a `*` are those of `report.pathmodels.modifiers`.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from report.pathmodels.errors import ModelSyntaxError
from report.pathmodels.expression import Expression, ExpressionReader
from report.pathmodels.modifiers import FREE, Modifier, factors, joined, modified
from report.pathmodels.tokens import FOREIGN, SyntaxToken, statements

Key = tuple[str, str, str]
#: Relations between two expressions over labels.
CONSTRAINTS = ("==", "<", ">")


@dataclass(frozen=True, slots=True)
class Term:
    """One parameter that the author wrote, with one modifier, or one for each group."""

    lhs: str
    op: str
    rhs: str
    position: int
    modifiers: tuple[Modifier, ...] = (FREE,)

    @property
    def label(self) -> str:
        """The label in the first group."""
        return self.modifiers[0].label

    @property
    def fixed(self) -> float | None:
        """The value in the first group if it is not estimated."""
        return self.modifiers[0].fixed

    @property
    def key(self) -> Key:
        """The identity of a parameter: a covariance is the same in both directions."""
        if self.op == "~~" and self.rhs < self.lhs:
            return (self.rhs, self.op, self.lhs)
        return (self.lhs, self.op, self.rhs)

    @property
    def written(self) -> str:
        """The term as text."""
        return f"{self.lhs} ~ 1" if self.op == "~1" else f"{self.lhs} {self.op} {self.rhs}"


@dataclass(frozen=True, slots=True)
class DefinedParameter:
    """A defined parameter."""

    name: str
    expression: Expression
    source: str
    position: int


@dataclass(frozen=True, slots=True)
class Constraint:
    """A relation between two expressions over labels, `==`, `<` or `>`."""

    left: Expression
    relation: str
    right: Expression
    source: str
    position: int


@dataclass(frozen=True)
class Syntax:
    """A model's text and its parsed terms, in the author's order; `warnings` name repeated terms."""

    text: str
    terms: tuple[Term, ...]
    definitions: tuple[DefinedParameter, ...]
    warnings: tuple[str, ...] = ()
    constraints: tuple[Constraint, ...] = ()


@dataclass
class _Reader:
    text: str
    terms: dict[Key, tuple[Term, int]] = field(default_factory=dict)
    definitions: dict[str, DefinedParameter] = field(default_factory=dict)
    constraints: list[Constraint] = field(default_factory=list)
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
    definitions, constraints = tuple(reader.definitions.values()), tuple(reader.constraints)
    return Syntax(text, terms, definitions, tuple(reader.warnings), constraints)


def _read_statement(reader: _Reader, words: list[SyntaxToken], number: int) -> None:
    left, relation, right = _divided(reader.text, words)
    if relation.text == ":=":
        _read_definition(reader, left, right)
        return
    if relation.text in CONSTRAINTS:
        _read_constraint(reader, left, relation, right)
        return
    for lhs in _outcomes(reader.text, left):
        for term in _right_side(reader.text, lhs, relation.text, right):
            _remember(reader, term, number)


def _divided(text: str, words: list[SyntaxToken]) -> tuple[list[SyntaxToken], SyntaxToken, list[SyntaxToken]]:
    """The words before and after a statement's relation, and the relation."""
    places = [index for index, word in enumerate(words) if word.kind == "relation"]
    if not places:
        known = "expected one of =~, ~, ~~, :=, ==, < and > in this statement"
        raise ModelSyntaxError(known, text, words[0].position)
    if len(places) > 1:
        raise ModelSyntaxError("more than one relation in this statement", text, words[places[1]].position)
    relation = words[places[0]]
    left, right = words[: places[0]], words[places[0] + 1 :]
    if not left:
        raise ModelSyntaxError(f"nothing precedes {relation.text}", text, relation.position)
    if not right:
        raise ModelSyntaxError(f"nothing follows {relation.text}", text, relation.position)
    return left, relation, right


def _read_definition(reader: _Reader, left: list[SyntaxToken], right: list[SyntaxToken]) -> None:
    _only_name(reader.text, left)
    name = left[0].text
    if name in reader.definitions:
        raise ModelSyntaxError(f"{name} is defined twice", reader.text, left[0].position)
    tree = _expression(reader.text, right)
    reader.definitions[name] = DefinedParameter(name, tree, _source(right), left[0].position)


def _read_constraint(
    reader: _Reader, left: list[SyntaxToken], relation: SyntaxToken, right: list[SyntaxToken]
) -> None:
    first, second = _expression(reader.text, left), _expression(reader.text, right)
    source = f"{_source(left)} {relation.text} {_source(right)}"
    reader.constraints.append(Constraint(first, relation.text, second, source, left[0].position))


def _expression(text: str, words: list[SyntaxToken]) -> Expression:
    return ExpressionReader(words, text, words[-1].stop).read()


def _source(words: list[SyntaxToken]) -> str:
    return "".join(word.text for word in words)


def _remember(reader: _Reader, term: Term, statement: int) -> None:
    """Add a term; repeating it within a statement joins its modifiers (`a*x + 0.5*x`), as in lavaan."""
    if term.key not in reader.terms:
        reader.terms[term.key] = (term, statement)
        return
    known, where = reader.terms[term.key]
    both = joined(known.modifiers, term.modifiers) if where == statement else None
    if both is None:
        raise ModelSyntaxError(f"{term.written} is in the model twice", reader.text, term.position)
    if known.modifiers == term.modifiers:
        reader.warnings.append(f"{term.written} is written twice and counts once")
    reader.terms[term.key] = (replace(known, modifiers=both), statement)


def _outcomes(text: str, words: list[SyntaxToken]) -> Iterator[str]:
    for part in _summands(text, words):
        _only_name(text, part)
        yield part[0].text


def _only_name(text: str, words: list[SyntaxToken]) -> None:
    if words[0].kind != "name":
        raise ModelSyntaxError(f"expected a name, found {words[0].text!r}", text, words[0].position)
    if len(words) == 1:
        return
    if words[1].kind == "name":
        raise ModelSyntaxError(_spaced(words), text, words[1].position)
    raise ModelSyntaxError(
        FOREIGN.get(words[1].text, f"unexpected {words[1].text!r} after {words[0].text}"),
        text,
        words[1].position,
    )


def _spaced(words: list[SyntaxToken]) -> str:
    whole = " ".join(word.text for word in words if word.kind == "name")
    new = whole.replace(" ", "_")
    return f"a name cannot contain a space: rename the column to {new!r}, or write + between two names"


def _summands(text: str, words: list[SyntaxToken]) -> Iterator[list[SyntaxToken]]:
    """The parts between plus signs outside parentheses; a sign at the beginning of a part belongs to its number."""
    part: list[SyntaxToken] = []
    depth = 0
    for word in words:
        depth += {"(": 1, ")": -1}.get(word.text, 0)
        if word.text == "+" and depth == 0 and part and part[-1].text not in ("*", "+", "-"):
            yield part
            part = []
        elif word.text == "+" and not part:
            raise ModelSyntaxError("a term is missing before this +", text, word.position)
        else:
            part.append(word)
    if not part:
        raise ModelSyntaxError("a term is missing after the last +", text, words[-1].position)
    yield part


def _right_side(text: str, lhs: str, op: str, words: list[SyntaxToken]) -> Iterator[Term]:
    for part in _summands(text, words):
        *modifiers, variable = factors(text, part)
        place = variable[0]
        intercept = op == "~" and len(variable) == 1 and place.text in ("1", "0")
        if intercept:
            zero = (Modifier(fixed=0.0),) if place.text == "0" else (FREE,)
            term = Term(lhs, "~1", "", place.position, zero)
        else:
            _only_name(text, variable)
            term = Term(lhs, op, place.text, place.position)
        if term.op in ("~", "=~") and term.rhs == lhs:
            what = "regressed on itself" if op == "~" else "an indicator of itself"
            raise ModelSyntaxError(f"{lhs} is {what}", text, place.position)
        if modifiers:
            term = replace(term, modifiers=modified(text, term.written, modifiers))
        yield term
