"""A build asks about numbers of its own pages that cannot be true together."""

from __future__ import annotations

from report.pipeline.questions import questions

PAGE = "<!doctype html><html><body><h1>Results</h1><p>The groups differed, t(28) = 2.20, p = {}.</p></body></html>"


def test_each_finding_is_one_line_with_its_place() -> None:
    """Document, section, statement and question; the same line of a page is there once."""
    (line,) = questions({"index": PAGE.format(".360"), "supplement": PAGE.format(".036")})
    assert line.startswith("index, Results: t(28) = 2.20, p = .360: t(28) = 2.20 gives two-sided p between")
    assert line.endswith("?")


def test_consistent_pages_raise_no_question() -> None:
    """Nothing is said about pages that agree, and nothing about no pages."""
    assert questions({"index": PAGE.format(".036")}) == ()
    assert questions({}) == ()
