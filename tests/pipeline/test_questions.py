"""A build asks about numbers of its own pages that cannot be true together."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import pytest

from report.pipeline.questions import in_background, questions
from report.rows.errors import StudyError
from report.study.audit_exceptions import AuditException
from report.study.project_settings import manuscript

PAGE = "<!doctype html><html><body><h1>Results</h1><p>The groups differed, t(28) = 2.20, p = {}.</p></body></html>"


def test_each_finding_is_one_line_with_its_place() -> None:
    """Document, section, statement and question; the same line of a page is there once."""
    (line,) = questions({"index": PAGE.format(".360"), "supplement": PAGE.format(".036")})
    assert line.startswith("index, Results: t(28) = 2.20, p = .360: t(28) = 2.20 gives two-sided p between")
    assert line.endswith("?")


def test_consistent_pages_raise_no_question() -> None:
    """Consistent pages raise no question, and neither does an empty list of pages."""
    assert questions({"index": PAGE.format(".036")}) == ()
    assert questions({}) == ()


def test_an_exception_covers_its_finding_alone() -> None:
    """A finding that the paper discusses is not shown, with any spaces and dashes; others are."""
    pages = {"index": PAGE.format(".360. Others differed, t(29) = 2.20, p = .460")}
    (line,) = questions(pages, [AuditException("t(28)=2.20, p = .360", "quoted; note 3")])
    assert "t(29)" in line
    of_another_rule = AuditException("t(28) = 2.20", "quoted", rule="wald")
    assert len(questions(pages, [of_another_rule], complete=False)) == 2


def test_an_exception_without_a_finding_is_a_warning() -> None:
    """An exception that no longer covers a finding is to be removed, unless some pages are missing."""
    exceptions = [AuditException("t(28) = 2.20, p = .360", "quoted; note 3")]
    (line,) = questions({"index": PAGE.format(".036")}, exceptions)
    assert "remove this exception" in line
    assert questions({"index": PAGE.format(".036")}, exceptions, complete=False) == ()


def test_unchanged_pages_are_not_audited_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The second time, the findings come from the project's cache; a changed page is audited."""
    first = questions({"index": PAGE.format(".360")}, root=tmp_path)
    monkeypatch.setattr(
        "report.pipeline.questions._findings", lambda name, page: [("rule", "said", "audited")]
    )
    assert questions({"index": PAGE.format(".360")}, root=tmp_path) == first
    assert questions({"index": PAGE.format(".361")}, root=tmp_path) == ("audited",)
    assert questions({"index": PAGE.format(".360")}, root=tmp_path, fresh=True) == ("audited",)


def test_questions_asked_in_another_process_are_the_same() -> None:
    """So are faults, which stop the build."""
    ask = partial(questions, {"index": PAGE.format(".360")})
    assert in_background(ask)() == ask()
    with pytest.raises(StudyError, match="is not a list of tables"):
        in_background(lambda: (manuscript({"audit-exceptions": "t(28) = 2.20"}).title,))()


def test_wrong_exceptions_are_faults_of_the_settings() -> None:
    """An exception needs a statement and a reason, and has no other names; all faults are raised together."""
    with pytest.raises(StudyError) as raised:
        manuscript({"audit-exceptions": [{"statement": "t(28) = 2.20"}, {"reason": "quoted", "page": 3}]})
    text = str(raised.value)
    assert "table 1 of audit-exceptions has no reason" in text
    assert "table 2 of audit-exceptions has the unknown key page" in text
    assert "table 2 of audit-exceptions has no statement" in text
    with pytest.raises(StudyError, match="is not a list of tables"):
        manuscript({"audit-exceptions": "t(28) = 2.20"})
    made = manuscript({"audit-exceptions": [{"statement": "a", "reason": "b", "rule": "wald"}]})
    assert made.audit_exceptions == (AuditException("a", "b", "wald"),)
