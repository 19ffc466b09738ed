"""The rules that compare parts of a paper find planted contradictions, and those of path models planted errors."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from itertools import product
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[2]))

from bench import audit_model_facts, audit_whole_papers
from bench.audit_document_layouts import write_html
from bench.audit_document_models import models
from bench.audit_documents import document
from report.audit.audited import audit_file
from report.audit.registry import RULES

#: Rules whose findings are worth a look, and not shown unless they are asked for.
QUIET = ("attenuation", "sample-size")


def bounds(counts: Mapping[tuple[str, str], int], rules: set[str]) -> None:
    """At least 97 percent of the planted errors, and no false alarm."""
    planted, found = (sum(counts[rule, kind] for rule in rules) for kind in ("planted", "found"))
    assert planted
    assert found >= 0.97 * planted
    assert sum(counts[rule, "alarms"] for rule in rules) == 0


def test_contradictions_in_pages(tmp_path: Path) -> None:
    """Twenty papers as HTML, with all rules."""
    tally = audit_whole_papers.ClaimTally()
    for seed, make in product(range(10), (document, models)):
        made, file = make(seed), tmp_path / f"{seed}.html"
        write_html(made, file)
        tally.add(str(seed), made.claims, audit_file(file, rules=RULES, shows_all=True))
    bounds(tally.counts, {rule for rule, _ in tally.counts} - set(QUIET))
    assert tally.counts["attenuation", "quiet"] == tally.counts["attenuation", "planted"]


def test_errors_in_models() -> None:
    """Two simulated models, standardised by the variances that they imply."""
    counts = audit_model_facts.measured(2)
    bounds(counts, set(audit_model_facts.NAMES))


@pytest.mark.slow
def test_contradictions_in_all_layouts() -> None:
    """Three papers in each layout: no false alarm."""
    tally = audit_whole_papers.measured(3)
    assert sum(count for (_, kind), count in tally.counts.items() if kind == "alarms") == 0
