"""Accuracy of the rules that compare parts of a paper: planted contradictions found and false alarms, by rule."""

from __future__ import annotations

import sys
import tempfile
from collections import Counter
from collections.abc import Sequence
from itertools import product
from pathlib import Path
from time import perf_counter

sys.path.insert(0, str(Path(__file__).parents[1]))

from bench.audit_document_layouts import DOCUMENT_LAYOUTS
from bench.audit_document_models import models
from bench.audit_documents import Claim, document
from report.audit.audited import QUIET, Audited, audit_file
from report.audit.checks import Check
from report.audit.registry import RULES

PAPERS = 12


class ClaimTally:
    """Claims by rule: true ones, planted errors, those found, those found only with `--all`, and false alarms."""

    def __init__(self) -> None:
        self.counts: Counter[tuple[str, str]] = Counter()
        self.missed: list[str] = []
        self.alarms: list[str] = []

    def add(self, name: str, claims: Sequence[Claim], audited: Audited) -> None:
        explained: set[int] = set()
        checks = [each for each in audited.checks if each.verdict == "finding"]
        for claim in claims:
            hits = [order for order, check in enumerate(checks) if _is_about(claim, check)]
            self.counts[claim.rule, "planted" if claim.error else "true"] += 1
            if claim.error:
                explained.update(hits)
                shown = any(checks[order].severity != QUIET for order in hits)
                self.counts[claim.rule, "found" if shown else "quiet" if hits else "missed"] += 1
                if not hits:
                    self.missed.append(f"{name}: {claim.rule} ({claim.error}) {claim.words}")
        planted = {word for claim in claims if claim.error for word in claim.words}
        for order, check in enumerate(checks):
            is_planted = order in explained or any(word in _text(check) for word in planted)
            if not is_planted:
                self.counts[check.rule, "looks" if check.severity == QUIET else "alarms"] += 1
                self.alarms.append(
                    f"{name}: {check.rule} [{check.severity}] {check.statement} | {check.question}"
                )
        for check in audited.checks:
            self.counts[check.rule, "agrees"] += check.verdict == "agrees"

    def line(self, rule: str) -> str:
        planted, found = self.counts[rule, "planted"], self.counts[rule, "found"]
        share = f"{100 * found / planted:.1f}%" if planted else "-"
        kinds = ("quiet", "agrees", "alarms", "looks")
        shown = " ".join(f"{self.counts[rule, kind]:7}" for kind in kinds)
        return f"{rule:22} {self.counts[rule, 'true']:6} {planted:8} {found:6} {share:>8} {shown}"


def _is_about(claim: Claim, check: Check) -> bool:
    return claim.rule == check.rule and all(
        word.casefold() in _text(check).casefold() for word in claim.words
    )


def _text(check: Check) -> str:
    return f"{check.statement} {check.question} {check.computed}".replace("\u2212", "-")


def measured(papers: int = PAPERS) -> ClaimTally:
    """The tally of all layouts together, with all rules."""
    tally = ClaimTally()
    with tempfile.TemporaryDirectory() as folder:
        for order, (layout, (write, suffix)) in enumerate(DOCUMENT_LAYOUTS.items()):
            for number, make in product(range(papers), (document, models)):
                seed = 1000 * order + number
                made = make(seed)
                file = Path(folder, f"{seed}.{suffix}")
                write(made, file)
                tally.add(f"{layout} {seed}", made.claims, audit_file(file, rules=RULES, shows_all=True))
    return tally


def main() -> None:
    began = perf_counter()
    papers = int(sys.argv[1]) if len(sys.argv) > 1 else PAPERS
    tally = measured(papers)
    print(
        f"{'':22} {'true':>6} {'planted':>8} {'found':>6} {'':>8} {'quiet':>7} {'agrees':>7} {'alarms':>7} {'looks':>7}"
    )
    for rule in sorted({rule for rule, kind in tally.counts if kind != "agrees"}):
        print(tally.line(rule))
    for kind, texts in (("missed", tally.missed), ("alarm", tally.alarms)):
        for text in texts[:40]:
            print(f"{kind}: {text}")
    print(f"{2 * papers * len(DOCUMENT_LAYOUTS)} papers in {perf_counter() - began:.0f} s")


if __name__ == "__main__":
    main()
