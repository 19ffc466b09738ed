"""The verdict line: it never calls a copy correct as a whole if a part of it was not checked."""

from dataclasses import replace
from pathlib import Path

import pytest

from report.verify.balance import Balance
from report.verify.check import Checked
from report.verify.findings import Finding, Where
from report.verify.summary import MOST, summary

NOTES = ("not checked: 1 chart", "not checked: 2 comments")


def checked(*notes):
    return Checked(Path("copy.docx"), "index", 12, (), Balance(12, {"rows": 12}), notes)


@pytest.mark.parametrize("quiet", [True, False])
def test_the_verdict_names_what_was_not_checked(quiet):
    """Quiet or not: a reader of the line alone must know."""
    line, colour = next(summary(checked(*NOTES), quiet))
    assert line == "copy.docx  12 numbers checked: no findings; not checked: 1 chart; 2 comments"
    assert colour == "yellow"


def test_all_is_correct_if_everything_was_checked():
    """Only then."""
    assert next(summary(checked(), quiet=False)) == ("copy.docx  12 numbers checked: all correct", "green")
    assert list(summary(checked(), quiet=True)) == []


def test_only_the_first_findings_are_printed_and_the_rest_counted():
    """A copy of another text has a finding for every number; the JSON has all of them."""
    found = tuple(
        Finding("typed", "", "", str(number), Where(block="paragraph")) for number in range(MOST + 5)
    )
    lines = [line for line, _ in summary(replace(checked(), findings=found), quiet=False)]
    assert sum("no row accounts for it" in line for line in lines) == MOST
    assert "  ... and 5 more findings; `--json` lists all of them" in lines
    assert len(replace(checked(), findings=found).record()["findings"]) == MOST + 5


def test_json_has_the_notes():
    """A script must know, too."""
    assert checked(*NOTES).record()["notes"] == list(NOTES)
