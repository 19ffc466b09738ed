"""`report lint`: what is printed of typed numbers, and their records."""

from __future__ import annotations

import pytest

from report.cli.linting import _print_findings, _record
from report.lint import Typed
from report.rows.stat import Stat

ROW = Stat("hours.mean", 7.5, "fixed1", "mean hours")
TYPED = Typed("templates/index.qmd.j2:4", "7.5", "a mean of 7.5 hours", (ROW,))


def test_a_record_has_the_rows_that_print_the_number():
    """With their printed form, so that a script can choose."""
    assert _record(TYPED) == {
        "where": "templates/index.qmd.j2:4",
        "text": "7.5",
        "context": "a mean of 7.5 hours",
        "rows": [{"id": "hours.mean", "printed": "7.5", "label": "mean hours"}],
    }


def test_each_finding_has_a_remedy_and_all_are_counted(capsys):
    """The count is the last line, also of a quiet command."""
    _print_findings((TYPED, TYPED), quiet=True)
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "templates/index.qmd.j2:4  typed number 7.5 in “a mean of 7.5 hours”"
    assert lines[1].strip().startswith("did you mean << hours.mean >>")
    assert lines[-1] == "2 numbers typed by hand"


@pytest.mark.parametrize(("quiet", "text"), [(False, "no numbers typed by hand\n"), (True, "")])
def test_without_findings_only_a_quiet_command_prints_nothing(capsys, quiet, text):
    """A build that is clean is worth a line."""
    _print_findings((), quiet)
    assert capsys.readouterr().out == text
