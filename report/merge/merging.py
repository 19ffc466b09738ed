"""Merges an edited copy into the current templates: the plan, the choice of hunks, and the merged texts."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from report.merge.base import Base
from report.merge.code_texts import CodeTexts, Printed
from report.merge.hunks import ALREADY, APPLIED, CONFLICT, PROPOSAL, REJECTED, Hunk, Plan
from report.merge.lost_formulas import without_lost_formulas
from report.merge.plan import planned
from report.merge.selections import EVERYTHING, Selection
from report.merge.source_spans import SourceEdit
from report.merge.three_way import merged, place_today
from report.merge.typed_citations import Reference, TypedCitation
from report.merge.typed_references import Targets, float_labels
from report.merge.word_text import WordText
from report.merge.word_units import read_units
from report.rows.errors import Fault, StoreError
from report.rows.ledger import Ledger, location
from report.rows.stat import Stat
from report.text.number_words import value_of

_DIGIT = re.compile(r"\d")
_TAG = re.compile(r"<<.*?>>", re.DOTALL)
#: The answer that a typed number or citation is only text.
TYPED = "typed"
_WORD = re.compile(r"\w+")
#: Finds the typed numbers of a template, given its name and text, with the rows that print each.
Lint = Callable[[str, str], Sequence[tuple[str, tuple[Stat, ...]]]]


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
) -> Merge:
    """The merge of the selected edits of a copy into the current templates; `code` finds the texts of products."""
    copy = read_units(data, selection.reads)
    base = without_lost_formulas(base, copy.units)
    plan = planned(base, copy)
    selection.refuse_unknown(plan.hunks)
    targets = Targets(known, float_labels(base.units))
    placed = (_in_code(hunk, code) if hunk.home and code else hunk for hunk in plan.hunks)
    examined = (_answered(hunk, base, ledger, lint, selection, targets) for hunk in placed)
    hunks = [_chosen(hunk, selection) for hunk in examined]
    hunks, texts = _merged(hunks, base, today)
    return Merge(base, copy, plan, tuple(_located(hunk, base, today) for hunk in hunks), today, texts)


def _in_code(hunk: Hunk, code: CodeTexts) -> Hunk:
    """The edit of a text that a product prints, as a proposal with the file and the line of the string."""
    places = code.places(hunk.home, Printed(hunk.around[0], hunk.words, hunk.around[1]))
    if not places:
        return hunk
    change = f"replace “{hunk.words}” by “{hunk.typed}”" if hunk.words else f"add “{hunk.typed}”"
    return replace(hunk, state=PROPOSAL, remedy=f"{change} in {' or '.join(places)}")


def _chosen(hunk: Hunk, selection: Selection) -> Hunk:
    """A hunk that is rejected by name, or not selected."""
    left_out = hunk.state == APPLIED and not selection.accepts(hunk)
    return replace(hunk, state=REJECTED) if left_out or selection.rejects(hunk) else hunk


def _answered(
    hunk: Hunk, base: Base, ledger: Ledger, lint: Lint, selection: Selection, known: Targets
) -> Hunk:
    """A hunk with the answers to its typed citations and numbers, each to the first one that is still open."""
    for answer in selection.answers_to(hunk) if hunk.state == APPLIED else ():
        citation = _typed_citation(hunk, known)
        number = next(iter(_typed_numbers(hunk, base, lint, ledger.build.language)), None)
        if citation is not None and (answer.startswith("@") or answer == TYPED):
            hunk = _with_text(hunk, citation.text, _cited(citation, answer))
        elif number is not None and not answer.startswith("@"):
            hunk = _bound(hunk, answer, number, ledger)
    return _examined(_with_citations(hunk, known), base, ledger, lint)


def _typed_citation(hunk: Hunk, known: Targets) -> TypedCitation | None:
    """The first citation or cross-reference that a hunk spells out and that is not marked as text."""
    texts = (_TAG.sub("", edit.text) for edit in hunk.edits) if hunk.state == APPLIED else ()
    return next((each for text in texts for each in known.typed_in(text)), None)


def _cited(citation: TypedCitation, answer: str) -> str:
    """The Markdown of a typed citation, or the tag that marks it as text."""
    if answer == TYPED:
        return f'<< literal("{citation.text}", "typed in a Word copy") >>'
    if answer not in citation.meanings:
        keys = ", ".join(citation.meanings) or "nothing"
        fault = f"{answer} is not what {citation.text} can mean"
        raise StoreError(Fault("--accept", fault, f"it can mean {keys}"))
    return citation.meanings[answer]


def _with_citations(hunk: Hunk, known: Targets) -> Hunk:
    """A hunk with what its first open citation or cross-reference may mean."""
    typed = _typed_citation(hunk, known)
    if typed is None:
        return hunk
    rows = tuple(typed.meanings)
    why = f"types the {typed.kind} {typed.text}"
    named = " or ".join(f"--accept {hunk.number}={keys}" for keys in rows)
    remedy = f"{f'{typed.verb} with {named}' if rows else typed.missing}; {hunk.number}=typed keeps the text"
    return replace(hunk, state=PROPOSAL, why=why, remedy=remedy, rows=rows)


def _with_text(hunk: Hunk, old: str, new: str) -> Hunk:
    """A hunk in which the first occurrence of a typed text outside tags is replaced."""
    typed = re.compile(rf"{_TAG.pattern}|(?P<typed>(?<![\w.]){re.escape(old)}(?!\w|[.,]\d))", re.DOTALL)
    edits = list(hunk.edits)
    for place, edit in enumerate(edits):
        found = next((each for each in typed.finditer(edit.text) if each["typed"]), None)
        if found:
            text = f"{edit.text[: found.start()]}{new}{edit.text[found.end() :]}"
            edits[place] = replace(edit, text=text)
            break
    return replace(hunk, edits=tuple(edits))


def _examined(hunk: Hunk, base: Base, ledger: Ledger, lint: Lint) -> Hunk:
    """A hunk with the value of the row that it touches, or with the rows that its typed number may mean."""
    if hunk.atom is not None and hunk.atom.kind == "number":
        return replace(hunk, remedy=_number_remedy(hunk, ledger))
    typed = _typed_numbers(hunk, base, lint, ledger.build.language) if hunk.state == APPLIED else {}
    if not typed:
        return hunk
    rows = tuple(row.id for found in typed.values() for row in found)
    why = f"types {', '.join(typed)}, which no row prints here"
    named = " or ".join(f"--accept {hunk.number}={id}" for id in rows) or f"--accept {hunk.number}=ROW"
    remedy = f"name a row with {named}; {hunk.number}=typed if it is not a result"
    return replace(hunk, state=PROPOSAL, why=why, remedy=remedy, rows=rows)


def _number_remedy(hunk: Hunk, ledger: Ledger) -> str:
    """The value of a row beside the one that was typed, and where it is computed."""
    id = hunk.atom.row if hunk.atom else ""
    row = ledger.get(id)
    printed = hunk.atom.text if hunk.atom else ""
    if row is None:
        return f"the copy had {printed} from {id}, which no longer exists: {hunk.remedy}"
    value = f" ({row.value!r})" if isinstance(row, Stat) else ""
    made = f", computed by {row.source.function}, {location(row)}" if row.source else ""
    return f"{id} is {row.printed}{value}{made}: {hunk.remedy}"


def _typed_numbers(hunk: Hunk, base: Base, lint: Lint, language: str) -> dict[str, tuple[Stat, ...]]:
    """The typed numbers that a hunk alone adds to its template, with the rows that print them."""
    if not any(_may_type_a_number(edit.text, language) for edit in hunk.edits):
        return {}
    found: dict[str, tuple[Stat, ...]] = {}
    for file in {edit.file for edit in hunk.edits}:
        before = base.templates[file]
        after = merged(before, before, [edit for edit in hunk.edits if edit.file == file]).text
        known = Counter(text for text, _ in lint(file, before))
        for text, rows in lint(file, after):
            if known[text]:
                known[text] -= 1
            else:
                found[text] = rows
    return found


def _may_type_a_number(text: str, language: str) -> bool:
    """Whether a text has a digit or a word for a number."""
    words = _WORD.findall(text)
    return any(_DIGIT.search(word) or value_of(word, language) is not None for word in words)


def _bound(hunk: Hunk, answer: str, number: str, ledger: Ledger) -> Hunk:
    """A hunk whose typed number names a row, or is marked as not a result."""
    if answer != TYPED and answer not in ledger:
        raise StoreError(Fault("--accept", f"no statistic named {answer}", ledger.suggestion(answer)))
    tag = f'<< literal("{number}", "typed in a Word copy") >>' if answer == TYPED else f"<< {answer} >>"
    return _with_text(hunk, number, tag)


def _merged(hunks: list[Hunk], base: Base, today: Mapping[str, str]) -> tuple[list[Hunk], dict[str, str]]:
    """The templates with the edits of all applied hunks; a hunk with an edit that conflicts is not applied."""
    states = {hunk.number: hunk.state for hunk in hunks}
    why: dict[int, str] = {}
    while True:
        by_file: dict[str, list[tuple[int, SourceEdit]]] = defaultdict(list)
        for hunk in hunks:
            for edit in hunk.edits if states[hunk.number] == APPLIED else ():
                by_file[edit.file].append((hunk.number, edit))
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
    present = Counter(by_file[file][i][0] for file, result in found.items() for i in result.present)
    made = []
    for hunk in hunks:
        state = states[hunk.number]
        if state == APPLIED and present[hunk.number] == len(hunk.edits) > 0:
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
    return replace(hunk, where=f"templates/{hunk.file}:{text.count(chr(10), 0, offset) + 1}")
