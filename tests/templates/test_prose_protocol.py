"""Constants of the protocol: valid, sourced, used, and in agreement with the other lists of the project."""

import re
from pathlib import Path

import pytest
import yaml

from analysis import thresholds
from analysis.scales import MEASURE
from report.data.protocol_constants import constants

ROOT = Path(__file__).parents[2]
PATH = ROOT / "data" / "protocol.yaml"
CONSTANTS = yaml.safe_load(PATH.read_text(encoding="utf-8"))
PUBLISHED = {
    entry["id"]: entry["printed"]
    for section in ("flow", "design", "external")
    for entry in yaml.safe_load((ROOT / "data" / "published.yaml").read_text(encoding="utf-8"))[section]
}
#: Constants, and the published quantities that print them; ranges print as "low-high".
SAME = {
    "dose.active_mg": "dose_active",
    "dose.control_mg": "dose_control",
    "dose.count": "doses",
    "dose.interval_weeks": "dose_interval_weeks",
    "endpoint.weeks": "endpoint_weeks",
    "followup.months": "followup_months",
    "escitalopram.first_mg": "escitalopram_first",
    "escitalopram.second_mg": "escitalopram_second",
    "hamd17.threshold": "hamd_threshold",
    "age.eligible": "age_min-age_max",
    "qids.range": "qids_min-qids_max",
    "meq.likert_points": "meq_points",
    "ebi.items": "ebi_items",
    "vas.range": "rapport_min-rapport_max",
    "contact_hours": "contact_hours_min-contact_hours_max",
    "dosing_hours": "dosing_hours",
    "flow.screened_remote": "screened_remote",
    "flow.not_meeting_criteria": "not_meeting_criteria",
    "flow.chose_not_to_participate": "chose_not_to_participate",
    "flow.invited_in_person": "invited_in_person",
    "flow.excluded_in_person": "excluded_in_person",
    "parent.non_remission_pct": "parent_non_remission",
    "parent.non_response_pct": "parent_non_response",
}


def test_the_file_is_valid():
    """Every constant becomes a row with a known format, a label and a source."""
    rows = constants(PATH, "data/protocol.yaml", "")
    assert [row.id for row in rows] == [f"protocol.{name}" for name in CONSTANTS]
    assert all(row.printed and row.label for row in rows)


@pytest.mark.parametrize("name", CONSTANTS)
def test_a_constant_is_plain_and_sourced(name):
    """Names are lower-case words, and sources are works of the bibliography or the design of these analyses."""
    entry = CONSTANTS[name]
    bibliography = (ROOT / "templates" / "references.bib").read_text(encoding="utf-8")
    assert re.fullmatch(r"[a-z][a-z0-9_]*", name)
    assert set(entry) <= {"value", "unit", "format", "label", "source"}
    assert {"value", "format", "label", "source"} <= set(entry)
    assert entry["source"] == "design" or f"{{{entry['source']}," in bibliography


def test_every_constant_is_printed():
    """A constant that no template names has no place in the file."""
    text = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "templates").rglob("*.j2"))
    used = set(re.findall(r"\bprotocol\.(\w+)", text))
    assert used == set(CONSTANTS)


@pytest.mark.parametrize("quantity", SAME)
def test_constants_agree_with_the_published_list(quantity):
    """The same quantity has the same digits in both files."""
    printed = "-".join(str(CONSTANTS[name]["value"]) for name in SAME[quantity].split("-"))
    assert printed == PUBLISHED[quantity]


def test_thresholds_agree_with_the_claims():
    """The text prints the thresholds by which the claims are judged."""
    value = {name: entry["value"] for name, entry in CONSTANTS.items()}
    assert (value["alpha"], value["trend"]) == (thresholds.LEVELS.alpha, thresholds.LEVELS.trend)
    assert (value["beta_moderate"], value["beta_strong"]) == (
        thresholds.BETA_MODERATE,
        thresholds.BETA_STRONG,
    )
    assert (value["r_weak"], value["r_high"]) == (thresholds.R_WEAK, thresholds.R_HIGH)
    assert value["chisq_p_acceptable"] == thresholds.CHISQ_P
    assert (value["cfi_acceptable"], value["cfi_good"]) == (thresholds.CFI_ACCEPTABLE, thresholds.CFI_GOOD)
    assert (value["rmsea_acceptable"], value["rmsea_good"]) == (
        thresholds.RMSEA_ACCEPTABLE,
        thresholds.RMSEA_GOOD,
    )
    assert (value["nearly_half_lower"], value["nearly_half_upper"]) == thresholds.NEARLY_HALF
    assert value["approximately"] == thresholds.APPROXIMATELY


@pytest.mark.parametrize(
    ("prefix", "measure"),
    [
        ("qids", "qids_0"),
        ("hamd", "hamd17_0"),
        ("starp", "starp_1"),
        ("rapport", "rapport_1"),
        ("ebi", "ebi_1"),
        ("meq", "meq_1"),
    ],
)
def test_ranges_agree_with_the_scales(prefix, measure):
    """An instrument has the same range in the text and in the analyses."""
    low, high = (CONSTANTS[f"{prefix}_{end}"]["value"] for end in ("min", "max"))
    assert (low, high) == (MEASURE[measure].minimum, MEASURE[measure].maximum)
