"""What the text says, as claims that hold or do not."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from democracy.dictionary import Dictionary, Protocol, constant
from report.rows.stat import Claim, Row, Stat
from report.study.product import claims

Rows = Mapping[str, Row]


def number(rows: Rows, id: str) -> float:
    """The value of a row; NaN, of which no comparison holds, where it has none."""
    row = rows[id]
    return float(row.value) if isinstance(row, Stat) and isinstance(row.value, int | float) else float("nan")


@claims
def significance(direct: Rows, protocol: Protocol) -> Iterator[Claim]:
    """Which paths of the model with a direct path are significant."""
    labels = {
        "dem60_on_ind60": "industrialisation predicts earlier democracy",
        "dem65_on_dem60": "earlier democracy predicts later democracy",
        "dem65_on_ind60": "industrialisation predicts later democracy directly",
    }
    for path, label in labels.items():
        id = f"direct.{path}.p"
        yield Claim(
            f"claim.{path}", number(direct, id) < constant(protocol, "significance_level"), label, (id,)
        )


@claims
def mediation(direct: Rows, resampled: Rows) -> Iterator[Claim]:
    """Whether the indirect effect is above zero, and whether it outweighs the direct one."""
    lower = "direct.indirect.boot_ci_lower"
    yield Claim(
        "claim.mediated",
        number(resampled, lower) > 0,
        "the bootstrap interval of the indirect effect is positive throughout",
        (lower,),
    )
    indirect, straight = "direct.indirect.beta", "direct.dem65_on_ind60.beta"
    yield Claim(
        "claim.indirect_larger",
        number(direct, indirect) > number(direct, straight),
        "the indirect effect is larger than the direct effect",
        (indirect, straight),
    )


@claims
def fits(chain: Rows, latent: Rows, protocol: Protocol) -> Iterator[Claim]:
    """Which models the chi-square test leaves standing."""
    labels = {
        "chain": "the model without a direct path fits",
        "latent": "the model of latent variables fits",
    }
    for (name, label), rows in zip(labels.items(), (chain, latent), strict=True):
        id = f"{name}.fit.p"
        holds = number(rows, id) >= constant(protocol, "significance_level")
        yield Claim(f"claim.{name}_fits", holds, label, (id,))


@claims
def reliable(reliability: Rows, dictionary: Dictionary, protocol: Protocol) -> Iterator[Claim]:
    """Whether all composites are reliable."""
    ids = tuple(f"reliability.{each.name}.alpha" for each in dictionary.composites)
    yield Claim(
        "claim.reliable",
        all(number(reliability, id) >= constant(protocol, "alpha_acceptable") for id in ids),
        "all composites reach acceptable reliability",
        ids,
    )


@claims
def attenuated(direct: Rows, latent: Rows) -> Iterator[Claim]:
    """Whether error of measurement makes the paths of the chain smaller."""
    paths = ("dem60_on_ind60.beta", "dem65_on_dem60.beta")
    yield Claim(
        "claim.attenuated",
        all(number(direct, f"direct.{path}") < number(latent, f"latent.{path}") for path in paths),
        "both links of the chain are weaker between composites than between latent variables",
        tuple(f"{model}.{path}" for path in paths for model in ("direct", "latent")),
    )
