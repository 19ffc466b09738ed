"""All faults in the texts of a project are raised together."""

from __future__ import annotations

import pytest

from report.manuscript import source_faults
from report.manuscript.source_faults import all_faults
from report.rows.errors import DataError, Fault, LintError, TemplateError

FIRST = Fault("templates/index.qmd.j2:41", "no statistic named a.b")
OTHERS = (
    Fault("templates/index.qmd.j2:5", "typed number 3"),
    Fault("templates/index.qmd.j2", "cannot be read"),
    Fault("templates/a.qmd.j2:9", "no table named x"),
    FIRST,
)


@pytest.fixture(autouse=True)
def texts(monkeypatch):
    """Texts with these faults."""
    monkeypatch.setattr(source_faults, "_text_faults", lambda inputs, computed: iter(OTHERS))


@pytest.mark.parametrize("kind", [TemplateError, LintError])
def test_a_fault_of_a_text_brings_those_of_all_others(kind):
    """Each once, by file and line as a number; a fault of a whole file comes first."""
    with pytest.raises(kind) as raised, all_faults(None, None):
        raise kind(FIRST)
    assert [each.where for each in raised.value.faults] == [
        "templates/a.qmd.j2:9",
        "templates/index.qmd.j2",
        "templates/index.qmd.j2:5",
        "templates/index.qmd.j2:41",
    ]


def test_another_error_is_raised_alone():
    """The texts are not the cause of it."""
    with pytest.raises(DataError) as raised, all_faults(None, None):
        raise DataError(Fault("data.csv:3", "is not a number"))
    assert len(raised.value.faults) == 1


def test_texts_without_a_fault_are_not_examined(monkeypatch):
    """It would take time."""
    monkeypatch.setattr(source_faults, "_text_faults", lambda *_: pytest.fail("examined"))
    with all_faults(None, None):
        pass
