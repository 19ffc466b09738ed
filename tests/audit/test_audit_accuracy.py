"""On a labelled corpus the audit finds nearly all planted errors and raises no false alarm."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[2]))

from bench import audit as accuracy
from bench.audit_corpus import paper
from bench.audit_layouts import html
from report.audit.audited import audit
from report.audit.papers import paper_of
from report.text.reading.html import page_copy


def test_pages_of_the_corpus() -> None:
    """Eight papers: sensitivity of at least 97 percent, and no false alarm."""
    tally = accuracy.Tally()
    for seed in range(8):
        statements = paper(seed)
        tally.add(statements, audit(paper_of(page_copy(html(statements)), Path("paper.html"))))
    kinds = ("true", "planted", "found", "alarms")
    rules = {rule for rule, _ in tally.counts}
    total = {kind: sum(tally.counts[rule, kind] for rule in rules) for kind in kinds}
    assert total["true"] > 200
    assert tally.alarms == []
    assert total["found"] >= 0.97 * total["planted"], tally.missed


@pytest.mark.slow
def test_all_layouts_of_the_corpus() -> None:
    """Four papers in each layout: the same bounds."""
    whole, _ = accuracy.measured(4)
    rules = {rule for rule, _ in whole.counts}
    planted, found = (sum(whole.counts[rule, kind] for rule in rules) for kind in ("planted", "found"))
    assert whole.alarms == []
    assert found >= 0.97 * planted, whole.missed
