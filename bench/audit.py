"""Accuracy of `report audit` on the labelled corpus: planted errors found and false alarms, by rule and layout."""

from __future__ import annotations

import re
import sys
import tempfile
import unicodedata
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from time import perf_counter

sys.path.insert(0, str(Path(__file__).parents[1]))

from bench.audit_corpus import paper
from bench.audit_layouts import LAYOUTS
from bench.statements import Statement
from report.audit.audited import Audited, audit_file

PAPERS = 10


class Tally:
    """Statements, planted errors, errors found and false alarms, by rule."""

    def __init__(self) -> None:
        self.counts: Counter[tuple[str, str]] = Counter()
        self.missed: list[str] = []
        self.alarms: list[str] = []

    def add(self, statements: Sequence[Statement], audited: Audited) -> None:
        found = [(check.statement, check.rule) for check in audited.findings]
        for each in statements:
            hits = [said for said, _ in found if _is_of(each, said)]
            self.counts[each.rule, "planted" if each.error else "true"] += 1
            if each.error and hits:
                self.counts[each.rule, "found"] += 1
            elif each.error:
                self.missed.append(f"{each.error}: {each.text}")
            elif hits:
                self.counts[each.rule, "alarms"] += 1
                self.alarms.append(each.text)
        for said, rule in found:
            if not any(_is_near(each, said) for each in statements if each.error):
                self.counts[rule, "alarms"] += 1
                self.alarms.append(f"{rule}: {said}")

    def line(self, name: str, rules: Sequence[str]) -> str:
        true, planted, found, alarms = (
            sum(self.counts[rule, kind] for rule in rules) for kind in ("true", "planted", "found", "alarms")
        )
        share = f"{100 * found / planted:.1f}%" if planted else "-"
        return f"{name:22} {true:6} {planted:8} {found:6} {share:>8} {alarms:7}"


def _is_of(statement: Statement, said: str) -> bool:
    """Whether a finding is about a statement: its words are in the sentence or row."""

    if statement.row:
        return all(_plain(each) in _plain(said) for each in (statement.row[0], *_numbers(statement)))
    return _plain(said) in _plain(statement.text)


def _is_near(statement: Statement, said: str) -> bool:
    """Whether a finding has words or at least two numbers of a statement, whose other cells may not be read."""
    if not statement.row:
        return _plain(said) in _plain(statement.text) or _plain(statement.text) in _plain(said)
    return sum(each in _plain(said) for each in _numbers(statement)) > 1


def _numbers(statement: Statement) -> list[str]:
    return re.findall(r"[\d.]+", " ".join(statement.row[1:]))


def _plain(text: str) -> str:
    same = unicodedata.normalize("NFKC", text).replace("−", "-").replace("–", "-")
    same = re.sub(r"(?<=[a-z])-(?=[a-z])", "", same)  # the end of a line may remove a hyphen
    return "".join(letter for letter in same if not letter.isspace())


def measured(papers: int = PAPERS) -> tuple[Tally, dict[str, Tally]]:
    """The tallies of all layouts together, and of each."""
    whole, by_layout = Tally(), {}
    with tempfile.TemporaryDirectory() as folder:
        for order, (layout, (write, suffix, tables)) in enumerate(LAYOUTS.items()):
            tally = by_layout.setdefault(layout, Tally())
            for number in range(papers):
                statements = [each for each in paper(1000 * order + number) if tables or not each.row]
                file = Path(folder, f"{order}-{number}.{suffix}")
                write(statements, file)
                audited = audit_file(file)
                tally.add(statements, audited)
                whole.add(statements, audited)
    return whole, by_layout


def main() -> None:
    began = perf_counter()
    papers = int(sys.argv[1]) if len(sys.argv) > 1 else PAPERS
    whole, by_layout = measured(papers)
    rules = sorted({rule for rule, _ in whole.counts})
    print(f"{'':22} {'true':>6} {'planted':>8} {'found':>6} {'':>8} {'alarms':>7}")
    for rule in rules:
        print(whole.line(rule, [rule]))
    print(whole.line("all rules", rules))
    for layout, tally in by_layout.items():
        print(tally.line(layout, rules))
    for kind, texts in (("missed", whole.missed), ("alarm", whole.alarms)):
        for text in texts[:12]:
            print(f"{kind}: {text}")
    print(f"{papers * len(LAYOUTS)} papers in {perf_counter() - began:.0f} s")


if __name__ == "__main__":
    main()
