"""Compares the source paper's numbers with the regenerated ones, at the printed precision."""

from __future__ import annotations

from collections import ChainMap
from collections.abc import Iterator, Mapping

from analysis.published import read_published
from analysis.rows import Rows
from report.rows.ledger import Ledger
from report.rows.stat import Row
from report.study.printed_numbers import PublishedNumber
from report.study.product import stats
from report.study.reproduction import Reproduced
from report.study.reproduction_rows import all_reproduced, compared, number_rows, summary_rows
from report.study.study import DataFile

PATH_MODELS = ("primary", "session1", "session2")

TABLE1 = {
    "age": "age",
    "female": "female",
    "caucasian": "caucasian",
    "employed": "employed",
    "unemployed": "unemployed",
    "student": "student",
    "university": "university",
    "past_psilocybin": "past_psilocybin",
    "alcohol": "alcohol_units",
    "illness_duration": "illness_years",
    "hamd17": "hamd17_0",
    "qids0": "qids_0",
    "past_medications": "past_medications",
    "discontinued_medication": "discontinued_medication",
    "past_psychotherapy": "past_psychotherapy",
}
VARIABLES = {
    "qids0": "qids_0",
    "qidsmid": "qids_mid",
    "qids6w": "qids_6w",
    "ebimax": "ebi_max",
    "meqmax": "meq_max",
    "rap2": "rapport_2",
    **{f"{name}{session}": f"{name}_{session}" for name in ("starp", "ebi", "meq") for session in (1, 2)},
}
#: Rows for the ids that do not follow a rule.
SINGLE = {
    "flow.randomised": "flow.randomised",
    "flow.psilocybin": "flow.psilocybin.allocated",
    "flow.escitalopram": "flow.escitalopram.allocated",
    "flow.excluded_from_analysis": "flow.psilocybin.excluded",
    "flow.analysed": "flow.psilocybin.analysed",
    "flow.missed_second_dose": "flow.psilocybin.missed_second_dose",
    "flow.stopped_capsules": "flow.psilocybin.stopped_capsules",
    "r.ebi_meq": "correlation.pooled.ebi_meq.r",
    "r.qidsmid_qids6w": "correlation.psilocybin.qids_mid_qids_6w.r",
    "r2.qids6w_on_qids0": "severity_alone.psilocybin.qids_0.r2",
    "r2.qids6w_on_qidsmid": "severity_alone.psilocybin.qids_mid.r2",
    "abstract.starp2_direct.beta": "session2.ebi.qids_6w_on_starp_2.beta",
    "abstract.starp2_direct.p": "session2.ebi.qids_6w_on_starp_2.p",
}
#: Constants of the protocol for the ids of the design; a range joins two of them.
DESIGN = {
    "dose.active_mg": ("dose_active",),
    "dose.control_mg": ("dose_control",),
    "dose.count": ("doses",),
    "dose.interval_weeks": ("dose_interval_weeks",),
    "endpoint.weeks": ("endpoint_weeks",),
    "followup.months": ("followup_months",),
    "escitalopram.first_mg": ("escitalopram_first",),
    "escitalopram.second_mg": ("escitalopram_second",),
    "hamd17.threshold": ("hamd_threshold",),
    "age.eligible": ("age_min", "age_max"),
    "qids.range": ("qids_min", "qids_max"),
    "hamd17.range": ("hamd_min", "hamd_max"),
    "meq.likert_points": ("meq_points",),
    "ebi.items": ("ebi_items",),
    "vas.range": ("rapport_min", "rapport_max"),
    "contact_hours": ("contact_hours_min", "contact_hours_max"),
    "dosing_hours": ("dosing_hours",),
    "registration": ("registration",),
}
SCREENING = "precedes randomisation: the trial file holds no such row"
PROTOCOL = "fixed by the protocol, not estimated"
EXTERNAL = "taken from another report, not computable from this trial's variables"
SERIAL = "impossible: a serial indirect effect cannot have a smaller p-value than any of its links"
VARIANCE = "impossible with the other printed numbers: needs a residual variance above the total"
RANGE = "slip: the items of the scale allow more; fixed by the instrument, not estimated"
ABSTRACT = "contradiction: the abstract prints the path from midline depression to alliance as this effect"
#: Why a number cannot be met.
REASONS = {
    "primary.ebi.qids6w~ebimax.p": SERIAL,
    "primary.meq.qids6w~meqmax.p": SERIAL,
    "session2.rap2~qidsmid.p": VARIANCE,
    "abstract.starp2_direct.beta": ABSTRACT,
    "abstract.starp2_direct.p": ABSTRACT,
    "hamd17.range": RANGE,
}
#: What the source prints differently elsewhere, for numbers that can be met.
REMARKS = {
    "session2.ebi.qids6w~starp2.beta": "the source assigns it to the other model, where it is impossible",
    "session2.ebi.qids6w~starp2.p": "the source assigns it to the other model, where it is impossible",
    "session2.meq.qids6w~starp2.beta": "the source assigns it to the other model, where it is impossible",
    "session2.meq.qids6w~starp2.p": "the source assigns it to the other model, where it is impossible",
    "session2.ebi.r2_added": "the source subtracts from a misprinted total",
}


def rows_of(id: str) -> tuple[str, ...]:
    """The ids of the rows for an id of the published list: one, two for a range, or none."""
    if id in DESIGN:
        return tuple(f"protocol.{name}" for name in DESIGN[id])
    return (found,) if (found := row_of(id)) else ()


def row_of(id: str) -> str:
    """The id of the row for a computed number; an empty string if there is none."""
    if id in SINGLE:
        return SINGLE[id]
    head, *rest = id.split(".")
    if head == "t1":
        return f"table1.psilocybin.{TABLE1[rest[0]]}.{rest[1]}"
    if head in PATH_MODELS:
        return _row_of_model(head, rest)
    return ""


def _row_of_model(family: str, rest: list[str]) -> str:
    """A path, R squared or indirect effect; the source prints two paths of session 2 for both models alike."""
    if rest[0] not in ("ebi", "meq"):
        rest = ["ebi", *rest]
    acute, what, *part = rest
    if what == "r2":
        return f"{family}.{acute}.r2.{VARIABLES[part[0]]}"
    if what == "indirect":
        return f"{family}.{acute}.indirect.{part[1]}"
    if "~" in what:
        outcome, predictor = (VARIABLES[name] for name in what.split("~"))
        return f"{family}.{acute}.{outcome}_on_{predictor}.{part[0]}"
    return f"{family}.{acute}.{what}"


def reproduced(quantity: PublishedNumber, rows: Rows) -> Reproduced:
    """Compare one printed number, or a printed range, with the regenerated value."""
    ids = rows_of(quantity.id)
    return compared(quantity, ids, rows, attainable=not _reason(quantity, ids), note=remark(quantity))


def remark(quantity: PublishedNumber) -> str:
    """Why a number cannot be met, or what the source prints differently elsewhere."""
    return _reason(quantity, rows_of(quantity.id)) or REMARKS.get(quantity.id, "")


def _reason(quantity: PublishedNumber, ids: tuple[str, ...]) -> str:
    if quantity.id in REASONS:
        return REASONS[quantity.id]
    if quantity.section == "design":
        return PROTOCOL
    if quantity.status == "external":
        return EXTERNAL
    return "" if ids else SCREENING


def reproductions(published: Mapping[str, PublishedNumber], rows: Rows) -> list[Reproduced]:
    """All printed numbers compared with the regenerated ones, in the order of the published list."""
    return [reproduced(quantity, rows) for quantity in published.values()]


def regenerated(ledger: Ledger, files: Mapping[str, DataFile]) -> list[Reproduced]:
    """All printed numbers compared with those of a ledger."""
    return reproductions(read_published(files["published_file"].path.read_text(encoding="utf-8")), ledger)


@stats
def reproduction_rows(
    published: Mapping[str, PublishedNumber],
    protocol: Rows,
    flow: Rows,
    demographics_psilocybin: Rows,
    correlations_psilocybin: Rows,
    correlation_of_experiences: Rows,
    severity_alone: Rows,
    variance_added_psilocybin: Rows,
    psilocybin_models: Rows,
) -> Iterator[Row]:
    """Each number of the source next to the regenerated one, and how many agree."""
    regenerated_rows = (
        protocol,
        flow,
        demographics_psilocybin,
        correlations_psilocybin,
        correlation_of_experiences,
        severity_alone,
        variance_added_psilocybin,
        psilocybin_models,
    )
    found = reproductions(published, ChainMap(*map(dict, regenerated_rows)))
    for item in found:
        yield from number_rows(item, counts=item.attainable or published[item.id].section == "design")
    paths = [item for item in found if published[item.id].section in PATH_MODELS]
    yield from summary_rows(found, {"paths": (paths, "of the path models")})
    yield all_reproduced(found, "claim.all_reproduced")
