"""Audits one file: reads it, runs the rules, and gathers what they found."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from report.audit.checks import SEVERITIES, Check, Place, Rule
from report.audit.papers import Paper, paper_of
from report.audit.registry import RULES
from report.rows.counted import counted
from report.text.reading.isolated_reading import read_any

#: A severity that is reported only on request.
QUIET = "worth a look"


@dataclass(frozen=True)
class Audited:
    """The result of an audit: the paper and all checks, findings first by severity, then in reading order.

    `shows_all` includes the findings that are only worth a look.
    """

    paper: Paper
    checks: tuple[Check, ...]
    shows_all: bool = False

    @property
    def findings(self) -> list[Check]:
        """The findings, the most severe first."""
        found = [each for each in self.checks if each.verdict == "finding" and self._is_shown(each)]
        return sorted(found, key=lambda each: SEVERITIES.index(each.severity))

    def _is_shown(self, check: Check) -> bool:
        return self.shows_all or check.severity != QUIET

    @property
    def agreeing(self) -> list[Check]:
        """The statements that agree, including those that are only worth a look unless these are shown."""
        return [
            each
            for each in self.checks
            if each.verdict == "agrees" or (each.verdict == "finding" and not self._is_shown(each))
        ]

    @property
    def abstentions(self) -> list[Check]:
        """The statements that could not be checked."""
        return [each for each in self.checks if each.verdict == "not checkable"]

    def summary(self) -> str:
        """What was read and checked, in one line."""
        checked = len(self.findings) + len(self.agreeing)
        parts = [
            f"{counted(len(self.checks), 'statement')} read",
            f"{checked} checked",
            f"{len(self.agreeing)} consistent",
            counted(len(self.findings), "finding"),
        ]
        if self.abstentions:
            reasons = Counter(each.reason for each in self.abstentions).most_common(2)
            parts.append(
                f"{len(self.abstentions)} not checkable ({'; '.join(reason for reason, _ in reasons)})"
            )
        return ", ".join(parts)

    def record(self) -> dict[str, Any]:
        """The result as JSON data."""
        return {
            "file": str(self.paper.file),
            "summary": {
                "read": len(self.checks),
                "checked": len(self.findings) + len(self.agreeing),
                "consistent": len(self.agreeing),
                "findings": len(self.findings),
                "not_checkable": len(self.abstentions),
            },
            "alpha": self.paper.alpha,
            "findings": [self.check_record(each) for each in self.findings],
            "consistent": [self.check_record(each) for each in self.agreeing],
            "not_checkable": [self.check_record(each) for each in self.abstentions],
            "unread": list(self.paper.unread),
        }

    def check_record(self, check: Check) -> dict[str, Any]:
        """One check as JSON data."""
        record: dict[str, Any] = {"rule": check.rule}
        if check.verdict == "finding":
            record["severity"] = check.severity
        record |= {"statement": check.statement, "where": [self.where(each) for each in check.places]}
        texts = {
            "computed": check.computed,
            "question": check.question,
            "remedy": check.remedy,
            "reason": check.reason,
        }
        record |= {name: text for name, text in texts.items() if text}
        return record | {"values": dict(check.values)}

    def where(self, place: Place) -> dict[str, Any]:
        """Page, section, cell and the words around a place."""
        passage = self.paper.passages[place.passage]
        block = passage.block
        named = {
            "page": block.page,
            "part": passage.part,
            "section": block.section,
            "row": block.row if block.cell else None,
            "column": block.column if block.cell else None,
            "text": block.text[max(0, place.start - 80) : place.end + 80],
        }
        return {name: value for name, value in named.items() if value not in (None, "")}

    def located(self, place: Place) -> str:
        """A place in words: page 4, Results."""
        where = self.where(place)
        cell = f"row {where['row']}, column {where['column']}" if where.get("row") else ""
        page = f"page {where['page']}" if "page" in where else ""
        section = where.get("section") or where.get("part", "")
        return ", ".join(part for part in (page, section, cell) if part)


def audit_file(
    path: Path,
    *,
    facts: Mapping[str, object] | None = None,
    rules: Sequence[Rule] | None = None,
    alpha: float | None = None,
    shows_all: bool = False,
) -> Audited:
    """Audit a paper; a file that cannot be read raises UnreadableError."""
    return audit(paper_of(read_any(path), path, facts, alpha), rules, shows_all=shows_all)


def audit(paper: Paper, rules: Iterable[Rule] | None = None, *, shows_all: bool = False) -> Audited:
    """Run the rules over a paper."""
    chosen = list(rules) if rules is not None else [rule for rule in RULES if rule.on]
    checks = [check for rule in chosen for check in rule.run(paper)]
    checks.sort(key=lambda each: (each.places[0].passage, each.places[0].start) if each.places else (0, 0))
    return Audited(paper, tuple(checks), shows_all)
