"""Defines the path models of the paper in lavaan-style syntax.

The syntax names the acute experience `{x}`: `ebi` (emotional breakthrough) or `meq` (mystical-type).
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Literal

from analysis.maximum import Ties, of_maximum
from report.pathmodels.syntax import Term, parse

if TYPE_CHECKING:
    from pandas import DataFrame

Acute = Literal["ebi", "meq"]

CONFIRMATORY = """
    rapport  ~ a*starp
    {x}_max  ~ b*rapport + qids_0
    qids_6w  ~ c*{x}_max + qids_0
    indirect         := a*b*c
    indirect_rapport := b*c
"""
# Near-saturated: only the path from baseline severity to the alliance before session 2 is left out.
SESSION_1 = """
    starp_1   ~ qids_0
    rapport_1 ~ a*starp_1 + qids_0
    {x}_1     ~ b*rapport_1 + starp_1 + qids_0
    starp_2   ~ d*{x}_1 + rapport_1 + starp_1
    qids_6w   ~ c*{x}_1 + rapport_1 + starp_1 + qids_0
    starp_2  ~~ qids_6w
    indirect          := a*b*c
    indirect_alliance := a*b*d
"""
SESSION_2 = """
    starp_2   ~ qids_mid
    rapport_2 ~ a*starp_2 + qids_mid
    {x}_2     ~ b*rapport_2 + starp_2 + qids_mid
    qids_6w   ~ c*{x}_2 + rapport_2 + starp_2 + qids_mid
    indirect := a*b*c
"""
ACUTE: tuple[Acute, Acute] = ("ebi", "meq")
ACUTE_LABEL: dict[Acute, str] = {"ebi": "emotional breakthrough", "meq": "mystical-type experience"}


@dataclass(frozen=True)
class Model:
    """A path model: its name in ids, its title in tables, its arm, its syntax.

    `baseline` is the depression score whose explained variance the model is compared with; `comparisons` is the
    number of tests that share the model's hypothesis; `ties` is the session to which equal scores belong.
    """

    name: str
    title: str
    arm: str
    acute: Acute
    session: Literal["max", "1", "2"]
    template: str
    baseline: str = "qids_0"
    comparisons: int = 1
    ties: Ties = "first"

    @property
    def syntax(self) -> str:
        """The model in lavaan's syntax."""
        return "\n".join(line.strip() for line in self.template.format(x=self.acute).strip().splitlines())

    @property
    def phrase(self) -> str:
        """The title inside a sentence."""
        return self.title[:1].lower() + self.title[1:]

    @cached_property
    def terms(self) -> tuple[Term, ...]:
        """The paths and covariances, in the order of the syntax."""
        return parse(self.syntax).terms

    @property
    def variables(self) -> tuple[str, ...]:
        """The observed variables, in the order of the syntax."""
        return tuple(dict.fromkeys(name for term in self.terms for name in (term.lhs, term.rhs)))

    @property
    def defined(self) -> dict[str, str]:
        """The defined effects in words."""
        chain = f"alliance through rapport and {ACUTE_LABEL[self.acute]}"
        return {
            "indirect": f"indirect effect on depression severity at the endpoint of {chain}",
            "indirect_rapport": "indirect effect on depression severity at the endpoint of rapport through "
            f"{ACUTE_LABEL[self.acute]}",
            "indirect_alliance": f"indirect effect on the alliance before the second session of {chain}",
        }

    @property
    def experience(self) -> str:
        """The variable of the acute experience."""
        return f"{self.acute}_{self.session}"

    def data(self, frame: DataFrame) -> DataFrame:
        """The columns from which the model is estimated, one row per participant."""
        return of_maximum(frame, self.acute, self.ties) if self.session == "max" else frame


PRIMARY_EBI, PRIMARY_MEQ = (
    Model(
        f"primary.{x}",
        f"Confirmatory model, {ACUTE_LABEL[x]}",
        "psilocybin",
        x,
        "max",
        CONFIRMATORY,
        comparisons=2,
    )
    for x in ACUTE
)
SESSION1_EBI, SESSION1_MEQ = (
    Model(f"session1.{x}", f"First-session model, {ACUTE_LABEL[x]}", "psilocybin", x, "1", SESSION_1)
    for x in ACUTE
)
SESSION2_EBI, SESSION2_MEQ = (
    Model(
        f"session2.{x}",
        f"Second-session model, {ACUTE_LABEL[x]}",
        "psilocybin",
        x,
        "2",
        SESSION_2,
        "qids_mid",
    )
    for x in ACUTE
)
ESCITALOPRAM_EBI, ESCITALOPRAM_MEQ = (
    Model(
        f"escitalopram.{x}",
        f"Escitalopram-arm model, {ACUTE_LABEL[x]}",
        "escitalopram",
        x,
        "max",
        CONFIRMATORY,
        comparisons=2,
    )
    for x in ACUTE
)

PSILOCYBIN_MODELS = (PRIMARY_EBI, PRIMARY_MEQ, SESSION1_EBI, SESSION1_MEQ, SESSION2_EBI, SESSION2_MEQ)
ESCITALOPRAM_MODELS = (ESCITALOPRAM_EBI, ESCITALOPRAM_MEQ)
MODELS = (*PSILOCYBIN_MODELS, *ESCITALOPRAM_MODELS)
