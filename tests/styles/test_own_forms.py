"""Formats and filters of a study: registered in one line, linted, checked and listed."""

from __future__ import annotations

import json

import pytest

from report import Study
from report.rows.errors import StudyError
from report.rows.format_registry import BUILT_IN, FORMATS, use_formats
from report.rows.ledger import Ledger
from report.rows.own_formats import own_formats
from report.rows.stat import Stat


@pytest.mark.parametrize(
    ("format", "value", "printed"),
    [
        ("large_count", 1_234_567, "1.23 million"),
        ("large_count", 999_999, "1.00 million"),
        ("large_count", 999_499, "999 499"),
        ("large_count", 2.5e9, "2.50 billion"),
        ("large_count", -3_000_000, "−3.00 million"),
        ("percent_fine", 0.004, "0.4"),
        ("percent_fine", 0.996, "99.6"),
        ("percent_fine", 0.0004, "< 0.1"),
        ("percent_fine", 0.99996, "> 99.9"),
        ("percent_fine", 0.382, "38"),
        ("percent_fine", 0.0, "0"),
        ("percent_fine", 1.0, "100"),
        ("usd", 12.5, "$12.50"),
        ("usd", -0.125, "−$0.13"),
        ("usd", -0.001, "$0.00"),
        ("eur0", 12_345.6, "€12 346"),
        ("gbp", 0, "£0.00"),
        ("duration", 0, "0 s"),
        ("duration", 45, "45 s"),
        ("duration", 3599.6, "1 h"),
        ("duration", 7500, "2 h 5 min"),
        ("duration", 90_061, "1 d 1 h"),
        ("duration", -120, "−2 min"),
        ("clock", 3723, "1:02:03"),
        ("clock", -59.6, "−0:01:00"),
        ("significant3", 0.012345, "0.0123"),
        ("significant3", 0.0999999, "0.100"),
        ("significant3", 12345, "12 300"),
        ("significant3", 9.996, "10.0"),
        ("significant2", 0, "0"),
        ("scientific", 0.0000123, "1.23 × 10⁻⁵"),
        ("scientific", -123_456_789, "−1.23 × 10⁸"),
        ("scientific", 0.00099999, "0.00100"),
        ("scientific", 0.5, "0.500"),
        ("scientific2", 9.96e-7, "1.0 × 10⁻⁶"),
    ],
)
def test_quantities_print(format, value, printed):
    """Counts, money, durations and powers of ten print rounded half away from zero, with true minus signs."""
    spaces = str.maketrans({"\u202f": " ", "\u00a0": " "})
    assert Stat("a.b", value, format, "label").printed.translate(spaces) == printed


def test_a_duration_carries_into_the_larger_unit():
    """Seconds that round up to a whole hour print as the hour, never as 60 minutes beside hours."""
    assert Stat("a.b", 7199.9, "duration", "label").printed.replace("\u00a0", " ") == "2 h"


@pytest.mark.parametrize(
    ("formats", "said"),
    [
        ({"p": "{fixed1} kg"}, "format 'p' is a format of the engine"),
        ({"Kilo gram": "{fixed1} kg"}, "format 'Kilo gram' is not a name"),
        ({"kg": "{fixt1} kg"}, "did you mean fixed1"),
        ({"kg": "kg"}, "names no format"),
        ({"of": "{fixed1} of 5"}, "adds the number 5"),
        ({"of": lambda value: f"{value} of 5"}, "adds the number 5"),
        ({"bad": lambda value: f"{value:.1q}"}, "fails for 0.37: ValueError"),
        ({"none": lambda value: ""}, "prints nothing for 0.37"),
        ({"number": 5}, "neither a pattern nor a function"),
    ],
)
def test_formats_are_linted_when_the_study_is_loaded(formats, said):
    """A format that is misnamed, broken or types a number is a fault of the study."""
    with pytest.raises(StudyError) as raised:
        Study("S", modules=("m",), formats=formats)
    assert said in str(raised.value)


def test_own_formats_leave_missing_values_to_the_engine():
    """A function gets finite numbers only: missing values print as dashes and texts as they are."""
    use_formats(own_formats({"kg": lambda value: f"{value:.1f} kg"}))
    try:
        assert Stat("a.b", None, "kg", "label").printed == "–"
        assert Stat("a.b", "light", "kg", "label").printed == "light"
        assert Stat("a.b", 81.26, "kg", "label").printed == "81.3 kg"
        text = Ledger.of([Stat("a.b", 81.26, "kg", "label")]).to_json()
    finally:
        use_formats({})
    assert FORMATS == BUILT_IN
    assert Ledger.from_json(text).stat("a.b").printed == "81.3 kg", "a ledger is read without its study"


def test_own_filters_are_linted(project):
    """A filter that types a number is a fault at its line in the study."""
    study = project.root / "forms" / "study.py"
    study.write_text(study.read_text().replace('{name.mean}!"', '{name.mean} of 100"'), encoding="utf-8")
    done = project.report("lint")
    assert done.returncode == 1
    assert "the filter shout (forms/study.py:6) adds the number 100" in done.stderr


def test_own_filters_demand_their_rows(project):
    """A pattern names the rows that it needs, so that a missing one is a fault at the template's line."""
    template = project.root / "templates" / "index.qmd.j2"
    template.write_text(
        template.read_text().replace("<< age | spread >>", "<< r | spread >>"), encoding="utf-8"
    )
    done = project.report("lint")
    assert done.returncode == 1
    assert "no statistic named r.mean" in done.stderr


def test_formats_and_filters_are_listed(project):
    """`report list --formats` names all formats and filters with examples, and those of the study."""
    shown = project.report("list", "--formats").stdout
    assert "kg            {fixed1} kg; 2.3456789 prints as 2.3 kg; own" in shown
    assert "grams         A mass in kilograms as grams; 2.3456789 prints as 2346 g; own" in shown
    record = json.loads(project.report("list", "--formats", "--json").stdout)
    assert {each["name"] for each in record["formats"]} == {*BUILT_IN, "kg", "grams"}
    spread = next(each for each in record["filters"] if each["name"] == "spread")
    assert (spread["rows"], spread["own"]) == (["mean", "min", "max"], True)
