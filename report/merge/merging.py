"""Merges an edited copy into the current templates: the plan, the choice of hunks, and the merged texts."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from report.merge.answers import Answers, Lint
from report.merge.base import Base
from report.merge.claim_branches import other_wordings
from report.merge.code_texts import CodeTexts
from report.merge.hunks import ALREADY, APPLIED, CONFLICT, REJECTED, Hunk, Plan
from report.merge.lost_formulas import without_lost_formulas
from report.merge.plan import planned
from report.merge.repeated_text import once, without_partial_edits
from report.merge.selections import EVERYTHING, Selection
from report.merge.source_spans import SourceEdit
from report.merge.three_way import merged, place_today
from report.merge.typed_citations import Reference
from report.merge.typed_references import Targets, floats_named
from report.merge.waiting_deletions import with_waiting_deletions
from report.merge.word_text import WordText
from report.merge.word_units import read_units
from report.rows.ledger import Ledger


@dataclass(frozen=True)
class Merge:
    """The outcome of a merge before anything is written: hunks, and the templates that change."""

    base: Base
    copy: WordText
    plan: Plan
    hunks: tuple[Hunk, ...]
    today: Mapping[str, str]
    merged: Mapping[str, str]

    @property
    def changed(self) -> dict[str, str]:
        """The templates that change, with their new texts."""
        return {file: text for file, text in self.merged.items() if text != self.today.get(file)}

    @cached_property
    def counts(self) -> Counter[str]:
        """How many hunks are in each state."""
        return Counter(hunk.state for hunk in self.hunks)


def merge(
    data: bytes,
    base: Base,
    today: Mapping[str, str],
    ledger: Ledger,
    lint: Lint,
    selection: Selection = EVERYTHING,
    known: Sequence[Reference] = (),
    code: CodeTexts | None = None,
    elsewhere: Callable[[], Mapping[str, tuple[str, str]]] = dict,
) -> Merge:
    """The merge of the selected edits of a copy into the current templates; `code` finds the texts of products.

    `elsewhere` returns the floats of other documents by their printed names, as the document and the label.
    """
    copy = read_units(data, selection.reads)
    selection.refuse_unknown_authors(copy.revisions)
    base = without_lost_formulas(base, copy.units)
    plan = planned(base, copy)
    selection.refuse_unknown(plan.hunks)
    targets = Targets(known, floats_named(base.units, plan.new_floats), elsewhere)
    answers = Answers(base, ledger, lint, selection, targets, code)
    chosen = [_chosen(answers.examined(hunk), selection) for hunk in plan.hunks]
    chosen = without_partial_edits(chosen, base)
    hunks, texts = _merged(list(with_waiting_deletions(chosen)), base, today)
    if (waiting := list(with_waiting_deletions(hunks))) != hunks:
        hunks, texts = _merged(waiting, base, today)
    return Merge(base, copy, plan, tuple(_located(hunk, base, today) for hunk in hunks), today, texts)


def _chosen(hunk: Hunk, selection: Selection) -> Hunk:
    """A hunk that is rejected by name, or not selected."""
    left_out = hunk.state == APPLIED and not selection.accepts(hunk)
    return replace(hunk, state=REJECTED) if left_out or selection.rejects(hunk) else hunk


def _merged(hunks: list[Hunk], base: Base, today: Mapping[str, str]) -> tuple[list[Hunk], dict[str, str]]:
    """The templates with the edits of all applied hunks; a hunk with an edit that conflicts is not applied."""
    states = {hunk.number: hunk.state for hunk in hunks}
    why: dict[int, str] = {}
    while True:
        by_file: dict[str, list[tuple[int, SourceEdit]]] = defaultdict(list)
        for hunk in hunks:
            for edit in hunk.edits if states[hunk.number] == APPLIED else ():
                by_file[edit.file].append((hunk.number, edit))
        by_file = {file: once(each, base) for file, each in by_file.items()}
        found = {
            file: merged(base.templates[file], today.get(file, ""), [e for _, e in each])
            for file, each in by_file.items()
        }
        clashing = {by_file[file][i][0] for file, result in found.items() for i in result.conflicts}
        if not clashing:
            break
        for number in clashing:
            states[number], why[number] = CONFLICT, "the template has changed here since the copy was built"
    texts = {**today, **{file: result.text for file, result in found.items()}}
    present = {by_file[file][i][1] for file, result in found.items() for i in result.present}
    made = []
    for hunk in hunks:
        state = states[hunk.number]
        if state == APPLIED and hunk.edits and present.issuperset(hunk.edits):
            state = ALREADY
        clashes = hunk.number in why
        reason = why.get(hunk.number, hunk.why)
        made.append(
            replace(hunk, state=state, why=reason, remedy="merge it by hand" if clashes else hunk.remedy)
        )
    return made, texts


def _located(hunk: Hunk, base: Base, today: Mapping[str, str]) -> Hunk:
    """A hunk with its file and line in the current templates."""
    if not hunk.file:
        return replace(hunk, where=base.document)
    text = today.get(hunk.file, "")
    offset = place_today(base.templates[hunk.file], text, max(0, hunk.offset)) if text else 0
    note = "; ".join(filter(None, (other_wordings(base.templates[f], e) for f, e in _by_file(hunk))))
    return replace(hunk, where=f"templates/{hunk.file}:{text.count(chr(10), 0, offset) + 1}", note=note)


def _by_file(hunk: Hunk) -> Iterator[tuple[str, list[SourceEdit]]]:
    """The edits of a hunk in each template."""
    for file in dict.fromkeys(edit.file for edit in hunk.edits):
        yield file, [edit for edit in hunk.edits if edit.file == file]
