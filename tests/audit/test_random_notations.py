"""Tests in random combinations of notations: all are read, wrong p-values are found, true ones are left alone."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from report.audit.checks import Check
from report.audit.papers import paper_of
from report.audit.rules.reported_p import check_reported_tests
from report.text.blocks import Block, Copy

sys.path.insert(0, str(Path(__file__).parents[2]))

from bench.reported_notations import Reported, reported


def outcome(test: Reported) -> str:
    """What the audit makes of a test: `right`, or what is wrong with its reading or verdict."""
    text = f"There was an effect, {test.text}. The groups did not differ."
    found = list(
        check_reported_tests(paper_of(Copy("text", {"": (Block("paragraph", text),)}), Path("a.txt")))
    )
    if len(found) != 1 or found[0].verdict == "not checkable":
        return f"not read: {test.text!r}"
    if not _same(test, found[0]):
        return f"misread: {test.text!r}"
    questioned = found[0].verdict == "finding" and found[0].severity != "worth a look"
    return (
        "right" if questioned == test.wrong else f"{'missed' if test.wrong else 'false alarm'}: {test.text!r}"
    )


def _same(test: Reported, check: Check) -> bool:
    df = tuple(each for each in (check.values["df1"], check.values["df2"]) if each is not None)
    return (check.values["test"], check.values["statistic"], df) == (test.kind, test.statistic, test.df)


def test_random_notations_are_read() -> None:
    """Of 400 tests in random notations, all are read and judged rightly."""
    assert {outcome(reported(seed)) for seed in range(400)} == {"right"}


@pytest.mark.slow
def test_many_random_notations_are_read() -> None:
    """Of 10,000 tests, at least 99.5 percent are read, and none is misread, missed or a false alarm."""
    outcomes = [outcome(reported(seed)) for seed in range(10_000)]
    wrong = [each for each in outcomes if each != "right"]
    assert [each for each in wrong if not each.startswith("not read")] == []
    assert len(wrong) <= 50, wrong
