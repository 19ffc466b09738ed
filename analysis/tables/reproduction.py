"""The source paper's printed numbers next to the regenerated ones."""

from __future__ import annotations

from collections.abc import Mapping

from analysis.models import MODELS
from analysis.reproduction import remark, row_of
from analysis.scales import short
from analysis.tables.wording import path_words
from report.rows.ledger import Ledger
from report.rows.stat import Stat
from report.rows.table_parts import sentence_case
from report.rows.tables import Column, Table, TableRow, group, row
from report.study.printed_numbers import PublishedNumber
from report.study.product import table
from report.study.reproduction_rows import prefix

COLUMNS = (
    Column("Quantity", "left", 0.36),
    Column("Printed", "right", 0.11),
    Column("Ours", "right", 0.11),
    Column("Agrees", "center", 0.09),
    Column("Remark", "left", 0.33),
)
TITLES = {
    "flow": "Participant flow",
    "table1": "Demographics of the psilocybin arm",
    "measurement": "Correlations and variance explained by severity alone",
    "primary": "Confirmatory models",
    "session1": "Models of the first session",
    "session2": "Models of the second session",
    "abstract_conflicts": "Abstract",
    "external": "Taken from the parent trial",
    "design": "Constants of the protocol",
}
PARTS = {
    "beta": "β",
    "p": "*p*",
    "p_bonferroni": "*p* after Bonferroni correction",
    "mean": "mean",
    "sd": "*SD*",
    "min": "smallest",
    "max": "largest",
    "n": "number",
    "pct": "per cent",
}
#: Names of printed numbers that are constants or have no row.
NAMES = {
    "flow.screened_remote": "People screened remotely, approximately",
    "flow.not_meeting_criteria": "People who did not meet the criteria",
    "flow.chose_not_to_participate": "People who chose not to take part",
    "flow.invited_in_person": "People invited to a screening visit",
    "flow.excluded_in_person": "People excluded at the screening visit",
    "parent.non_remission_pct": "Participants without remission, per cent",
    "parent.non_response_pct": "Participants without response, per cent",
    "dose.active_mg": "Active dose of psilocybin, mg",
    "dose.control_mg": "Control dose of psilocybin, mg",
    "dose.count": "Dosing sessions",
    "dose.interval_weeks": "Time between the doses, weeks",
    "endpoint.weeks": "Time from the first dose to the endpoint, weeks",
    "followup.months": "Follow-up, months",
    "escitalopram.first_mg": "First daily dose of escitalopram, mg",
    "escitalopram.second_mg": "Second daily dose of escitalopram, mg",
    "hamd17.threshold": "Lowest eligible HAM-D-17 score",
    "age.eligible": "Eligible age, years",
    "qids.range": "Range of the QIDS-SR-16",
    "hamd17.range": "Range of the HAM-D-17",
    "meq.likert_points": "Points of the MEQ's response scale",
    "ebi.items": "Items of the EBI",
    "vas.range": "Range of a visual analogue scale",
    "contact_hours": "Contact with the guides, hours",
    "dosing_hours": "Contact on the dosing days, hours",
    "registration": "Trial registration",
}
NOTE = (
    "*Note.* Ours is printed with the decimals of the source. n/a: the number cannot be obtained from a trial file, or "
    "not together with the other numbers that the source prints; the remark says why."
)


@table
def reproduction(published: Mapping[str, PublishedNumber], ledger: Ledger) -> Table:
    """Each printed number, the regenerated one, and whether they agree."""
    rows: list[TableRow] = []
    section = ""
    for quantity in published.values():
        if quantity.section != section:
            section = quantity.section
            rows.append(group(TITLES[section]))
        place = prefix(quantity.id)
        cells = (f"{{{place}.{part}}}" for part in ("printed", "regenerated", "agreement"))
        rows.append(row(name_of(quantity, ledger), *cells, remark(quantity), indent=1))
    return Table(
        "Numbers printed by the source paper and numbers computed here", COLUMNS, tuple(rows), (NOTE,)
    )


def name_of(quantity: PublishedNumber, ledger: Ledger) -> str:
    """The name of a printed number: from its row, or from its id if there is no row."""
    if quantity.id in NAMES:
        return NAMES[quantity.id]
    stat = row_of(quantity.id)
    model = next((model for model in MODELS if stat.startswith(f"{model.name}.")), None)
    if model is None:
        found = ledger.get(stat)
        return _plain(found) if isinstance(found, Stat) else _words(quantity.id)
    *path, part = stat.removeprefix(f"{model.name}.").split(".")
    within = f"{model.acute.upper()} model{', per cent' * (quantity.kind == 'percent')}"
    if not path:
        return f"Added *R*², {within}"
    if path == ["r2"]:
        return f"*R*² of {short(part)}, {within}"
    words = path_words(model, path[0])
    return f"{words}: {PARTS[part]}" if model.acute.upper() in words else f"{words}, {within}: {PARTS[part]}"


def _plain(found: Stat) -> str:
    return sentence_case(found.label.removesuffix(", psilocybin arm"))


def _words(id: str) -> str:
    return sentence_case(id.replace(".", " ").replace("_", " "))
