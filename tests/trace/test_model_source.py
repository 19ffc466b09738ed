"""The path model behind a number: its syntax, the lines that define the number, and the equation."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from report.rows.stat import Claim, Stat
from report.trace.model_source import ModelSource, model_source


@dataclass(frozen=True)
class Named:
    """A model of a study: its name and its syntax."""

    name: str
    syntax: str


CHAIN = Named("chain", "m ~ a*x\ny ~ b*m + x\nm ~~ z\nindirect := a*b")
DIRECT = Named("direct", "y ~ x")
BOTH = (CHAIN, DIRECT)
TEXT = "m ~ x\ny ~ m"
PROSE = "about ~ 30 percent of them"


def named_product():
    """A product that names both models."""
    return [each.syntax for each in BOTH]


def text_product():
    """A product that names the syntax itself, and another text."""
    return (TEXT, PROSE)


def no_model():
    """A product without a model."""
    return PROSE


def row(statistic: str, **about: str) -> Stat:
    """A statistic of a model."""
    return Stat(f"fit.{statistic}", 0.5, "fixed2", "a statistic", about={"statistic": statistic, **about})


def source(stat: Stat, *products) -> ModelSource:
    """The model of a row, which must be found."""
    found = model_source(stat, products)
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("about", "lines"),
    [
        ({"outcome": "y", "predictor": "m"}, (2,)),
        ({"outcome": "m", "predictor": "z"}, (3,)),
        ({"outcome": "z", "predictor": "m"}, (3,)),
        ({"outcome": "indirect", "predictor": "a*b"}, (4,)),
        ({"effect": "indirect"}, (4,)),
        ({"outcome": "y"}, (2,)),
        ({}, ()),
    ],
)
def test_the_lines_that_define_a_number_are_marked(about: dict[str, str], lines: tuple[int, ...]) -> None:
    """A path, a covariance in either order, a defined effect, an outcome's R², and indices of the whole model."""
    found = source(row("beta" if about else "cfi", model="chain", **about), named_product)
    assert (found.name, found.defining) == ("chain", lines)
    assert "\n".join(found.lines) == CHAIN.syntax


def test_a_model_may_be_a_text_in_the_code() -> None:
    """Without a named object, the only text in lavaan's syntax is the model; prose with a tilde is not one."""
    assert source(row("b", outcome="y", predictor="m"), text_product).lines == ("m ~ x", "y ~ m")


@pytest.mark.parametrize(
    "stat",
    [row("cfi"), row("b", outcome="y", predictor="w"), row("mean", model="chain", variable="x")],
)
def test_a_row_of_no_certain_model_has_none(stat: Stat) -> None:
    """No model is shown if several could be meant, if none has the parameter, or if the row is not of a model."""
    assert model_source(stat, [named_product]) is None


def test_a_product_without_a_model_has_none() -> None:
    """Rows of other analyses, and claims, have no model."""
    assert model_source(row("b", outcome="y", predictor="m"), [no_model]) is None
    assert model_source(Claim("claim.x", True, "a claim"), [named_product]) is None
