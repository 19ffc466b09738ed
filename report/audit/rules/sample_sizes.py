"""Degrees of freedom against the largest number of cases that the paper prints."""

from __future__ import annotations

from collections.abc import Iterator

from report.audit.checks import Check, Rule
from report.audit.papers import Paper
from report.audit.printed_sizes import sizes_of
from report.audit.reported import reported_tests

_NAME = "sample-size"
#: The number of cases beyond the degrees of freedom that a test needs at least.
_BEYOND = {"t": 1, "r": 2}


def check_sizes(paper: Paper) -> Iterator[Check]:
    """A check of each t and r test with whole degrees of freedom, where the paper prints any N."""
    sizes = sizes_of(paper)
    for test in reported_tests(paper):
        if sizes and test.kind in _BEYOND and len(test.df) == 1 and test.df[0].unit == 1:
            needed = int(test.df[0].value) + _BEYOND[test.kind]
            computed = f"at least {needed} cases; the largest N is {sizes[-1]}"
            if needed <= sizes[-1]:
                yield Check(_NAME, "agrees", (test.place,), test.text, computed)
                continue
            question = (
                f"{test.df[0].text} degrees of freedom need {computed}. Are the units not the participants?"
            )
            yield Check(_NAME, "finding", (test.place,), test.text, computed, "worth a look", question)


RULE = Rule(
    name=_NAME,
    title="degrees of freedom against the number of cases",
    formula="df ≤ N − 1 for t, df ≤ N − 2 for r",
    source="the definition of the tests",
    needs="a t or r test with whole df, and any N or n in the paper",
    rounding="counts are exact",
    abstains="papers without N. Tests of trials, items or repeated measures may have more df: worth a look, and off "
    "unless asked for",
    run=check_sizes,
    on=False,
)
