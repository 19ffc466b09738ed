"""Indirect effects along a chain: their p-value cannot be smaller than that of any link."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from report.audit.checks import Check, Rule
from report.audit.model_facts import Indirect, ModelFacts, Path, models_of, places_of
from report.audit.numbers import PrintedNumber, shown
from report.audit.papers import Paper


def check_chains(paper: Paper) -> Iterator[Check]:
    """A check of each printed indirect effect against each printed link, in p and in size."""
    for model in models_of(paper):
        for effect in model.indirect:
            links = [_link(model, one, two) for one, two in pairwise(effect.chain)]
            yield from _p_values(paper, model, effect, [link for link in links if link])
            if all(link and link.beta for link in links) and effect.beta:
                yield _product(paper, model, effect, [link.beta for link in links if link and link.beta])


def _link(model: ModelFacts, one: str, two: str) -> Path | None:
    return next((each for each in model.paths if (each.predictor, each.outcome) == (one, two)), None)


def _p_values(paper: Paper, model: ModelFacts, effect: Indirect, links: list[Path]) -> Iterator[Check]:
    for link in links:
        if effect.p is None or link.p is None or effect.p.relation in ">≥":
            continue
        statement = f"{model.name}: p(indirect) = {effect.p.text}, p({link.predictor} → {link.outcome}) = {link.p.text}"
        largest = effect.p.high if effect.p.relation == "=" else effect.p.value
        places = (*places_of(paper, effect.beta, effect.p)[:1], *places_of(paper, link.beta, link.p)[:1])
        values: dict[str, float | str | None] = {"p_indirect": effect.p.value, "p_link": link.p.value}
        computed = f"z(indirect)⁻² = Σ z(link)⁻², so that p(indirect) ≥ {shown(link.p.value)}"
        # Equality would need all other links to be without error.
        if link.p.low < largest * (1 - 1e-9):
            yield Check("path-chain", "agrees", places, statement, computed, values=values)
            continue
        question = (
            f"In a chain the delta method gives an indirect effect a p-value of at least that of each link; the text "
            f"prints p = {effect.p.text} for the effect and p = {link.p.text} for {link.predictor} → {link.outcome}. "
            "Which of them is a misprint?"
        )
        remedy = f"The link would have to have p < {shown(effect.p.high)}."
        yield Check(
            "path-chain",
            "finding",
            places,
            statement,
            computed,
            "impossible",
            question,
            remedy,
            values=values,
        )


def _product(paper: Paper, model: ModelFacts, effect: Indirect, betas: list[PrintedNumber]) -> Check:
    assert effect.beta is not None
    low = high = 1.0
    for beta in betas:
        corners = [a * b for a in (low, high) for b in (beta.low, beta.high)]
        low, high = min(corners), max(corners)
    product = 1.0
    for beta in betas:
        product *= beta.value
    statement = f"{model.name}: indirect effect {effect.beta.text}"
    computed = f"product of the links {shown(product)}, {shown(low)} to {shown(high)} with rounding"
    places = places_of(paper, effect.beta, effect.p)[:1]
    if low <= effect.beta.high and effect.beta.low <= high:
        return Check("path-chain", "agrees", places, statement, computed)
    question = f"The links multiply to {shown(product)}, but the text prints {effect.beta.text}. Which is a misprint?"
    return Check("path-chain", "finding", places, statement, computed, "impossible", question)


RULE = Rule(
    name="path-chain",
    title="indirect effect along a chain",
    formula="β(indirect) = Π β(link); z(indirect)⁻² = Σ z(link)⁻², hence p(indirect) ≥ max p(link)",
    source="Sobel (1982), delta method for independent estimates; MacKinnon (2008), eq. 3.15",
    needs="a model in the facts with a printed indirect effect and at least one printed link",
    rounding="all values that round to the printed ones",
    abstains="no p-value of the effect or the link; leave bootstrap tests of the effect out of the facts",
    run=check_chains,
)
