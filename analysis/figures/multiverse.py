"""The specification curve of the indirect effects, with the decisions behind each of them."""

from __future__ import annotations

from analysis.figures.wording import WIDTH
from analysis.multiverse_rows import DECISIONS
from report.drawing import EstimatesPanel, SpecificationCurve
from report.rows.figures import Figure
from report.rows.ledger import Ledger
from report.rows.stat import Stat
from report.study.product import figure

PANELS = {"ebi": "A  Emotional breakthrough (EBI)", "meq": "B  Mystical-type experience (MEQ)"}


def _universes(ledger: Ledger, acute: str) -> tuple[str, ...]:
    """The ids of the effects of all universes of an instrument."""
    rows = (row for row in ledger.below("multiverse") if isinstance(row, Stat) and row.id.endswith(".beta"))
    return tuple(row.id for row in rows if row.about["model"] == f"primary.{acute}")


@figure
def specification_curve(ledger: Ledger) -> Figure:
    """All universes of both instruments."""
    panels = tuple(EstimatesPanel(title, _universes(ledger, acute)) for acute, title in PANELS.items())
    caption = (
        "Specification curve of the standardised indirect effects of alliance through rapport and acute experience on "
        "depression: the points are {multiverse.universes} universes, in order of size. Below it, a tick marks "
        "the option that the universe takes for each decision. Dark: significant; the diamond is the analysis of the "
        "main text."
    )
    alt = (
        "Specification curves. Emotional breakthrough: median {multiverse.ebi.median}, from "
        "{multiverse.ebi.lowest} to {multiverse.ebi.highest}, "
        "significant in {multiverse.ebi.significant} per cent of universes. Mystical-type "
        "experience: median {multiverse.meq.median}, from {multiverse.meq.lowest} to {multiverse.meq.highest}, "
        "significant in {multiverse.meq.significant} per cent."
    )
    y_label = "Standardised indirect effect (β)"
    return Figure(caption, alt, SpecificationCurve(panels, DECISIONS, y_label, WIDTH))
