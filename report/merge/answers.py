"""Text that a co-author typed in place of tags: its possible rows, entries and floats, and the answers given."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from report.merge.base import Base
from report.merge.code_texts import CodeTexts, EditedText
from report.merge.hunks import APPLIED, CONFLICT, PROPOSAL, Hunk, Question
from report.merge.pipe_tables import line_at
from report.merge.selections import OPTION, Selection
from report.merge.source_spans import SourceEdit
from report.merge.three_way import merged
from report.merge.typed_citations import TypedCitation
from report.merge.typed_references import Targets
from report.rows.errors import Fault, UsageError
from report.rows.ledger import Ledger, location
from report.rows.stat import Stat
from report.text.number_words import value_of

_DIGIT = re.compile(r"\d")
_TAG = re.compile(r"<<.*?>>", re.DOTALL)
_WORD = re.compile(r"\w+")
#: The answer that a typed number or citation is only text.
TYPED = "typed"
#: The answer that each typed number means the first of its rows.
NEAREST = "nearest"
#: How many answers an example shows.
_SHOWN = 4
#: Finds the typed numbers of a template, given its name and text, with the rows that print each.
Lint = Callable[[str, str], Sequence[tuple[str, tuple[Stat, ...]]]]


@dataclass(frozen=True)
class Answers:
    """Examines hunks with the current rows; the answers of a selection apply to the typed items in their order."""

    base: Base
    ledger: Ledger
    lint: Lint
    selection: Selection
    targets: Targets
    code: CodeTexts | None = None

    def examined(self, hunk: Hunk) -> Hunk:
        """A hunk with its answers, and with what is still open."""
        if hunk.home and self.code is not None:
            hunk = self._in_code(hunk, self.code)
        answers = self.selection.answers_to(hunk) if hunk.state == APPLIED else ()
        if answers and not self._citations(hunk) and not self._numbers(hunk):
            fault = f"hunk {hunk.number} adds no number, citation or cross-reference as plain text"
            raise UsageError(Fault(OPTION, fault, f"accept it with --accept {hunk.number}"))
        for answer in answers:
            hunk = self._answered(hunk, answer)
        if hunk.atom is not None and hunk.atom.kind == "number":
            return replace(hunk, remedy=self._number_remedy(hunk))
        return self._asked(hunk)

    def _answered(self, hunk: Hunk, answer: str) -> Hunk:
        citation = next(iter(self._citations(hunk)), None)
        if citation is not None and (answer.startswith("@") or answer == TYPED):
            return _with_text(hunk, citation.text, _cited(citation, answer))
        number = next(iter(self._numbers(hunk)), None)
        if answer == NEAREST:
            return self._with_nearest(hunk)
        if number is not None and not answer.startswith("@"):
            return self._bound(hunk, answer, number)
        return hunk

    def _with_nearest(self, hunk: Hunk) -> Hunk:
        """A hunk in which each typed number that a row prints is the nearest of these rows."""
        while found := {text: rows for text, rows in self._numbers(hunk).items() if rows}:
            before = hunk
            for text, rows in found.items():
                hunk = _with_text(hunk, text, f"<< {rows[0].id} >>")
            if hunk == before:
                break
        return hunk

    def _asked(self, hunk: Hunk) -> Hunk:
        """A hunk as a proposal, if something that it types is open."""
        citations, bare = self._citations(hunk), hunk
        for each in citations:
            bare = _with_text(bare, each.text, "")
        typed = self._numbers(bare) if hunk.state == APPLIED else {}
        asks = [Question(each.text, tuple(each.meanings)) for each in citations]
        asks += [Question(text, tuple(row.id for row in rows)) for text, rows in typed.items()]
        if not asks:
            return hunk
        rows = tuple(dict.fromkeys(row for each in asks for row in each.meanings))
        whys = [f"adds the {each.kind} {each.text} as plain text" for each in citations]
        noun = "the number" if len(typed) == 1 else "the numbers"
        whys += [f"adds {noun} {', '.join(typed)} as plain text"] if typed else []
        single = _of_citation(hunk, citations[0]) if citations else _of_number(hunk, asks[0])
        remedy = single if len(asks) == 1 else _of_several(hunk, asks)
        return replace(
            hunk, state=PROPOSAL, why=" and ".join(whys), remedy=remedy, rows=rows, asks=tuple(asks)
        )

    def _citations(self, hunk: Hunk) -> list[TypedCitation]:
        """The citations and cross-references that a hunk spells out and that are not marked as text."""
        texts = (_TAG.sub("", edit.text) for edit in hunk.edits) if hunk.state == APPLIED else ()
        return [each for text in texts for each in self.targets.typed_in(text)]

    def _numbers(self, hunk: Hunk) -> dict[str, tuple[Stat, ...]]:
        """The typed numbers that a hunk alone adds to its template, with the rows that print them."""
        if not any(self._may_type_a_number(edit.text) for edit in hunk.edits):
            return {}
        found: dict[str, tuple[Stat, ...]] = {}
        for file in dict.fromkeys(edit.file for edit in hunk.edits):
            before = self.base.templates[file]
            after = merged(before, before, [edit for edit in hunk.edits if edit.file == file]).text
            known = Counter(text for text, _ in self.lint(file, before))
            for text, rows in self.lint(file, after):
                if known[text]:
                    known[text] -= 1
                else:
                    found.setdefault(text, rows)
        return found

    def _may_type_a_number(self, text: str) -> bool:
        """Whether a text has a digit or a word for a number."""
        words = _WORD.findall(text)
        language = self.ledger.build.language
        return any(_DIGIT.search(word) or value_of(word, language) is not None for word in words)

    def _number_remedy(self, hunk: Hunk) -> str:
        """The value of a row beside the one that was typed, and where it is computed."""
        id = hunk.atom.row if hunk.atom else ""
        row = self.ledger.get(id)
        printed = hunk.atom.text if hunk.atom else ""
        if row is None:
            return f"the copy had {printed} from {id}, which no longer exists: {hunk.remedy}"
        value = f" ({row.value!r})" if isinstance(row, Stat) else ""
        made = f", computed by {row.source.function}, {location(row)}" if row.source else ""
        return f"{id} is {row.printed}{value}{made}: {hunk.remedy}"

    def _bound(self, hunk: Hunk, answer: str, number: str) -> Hunk:
        """A hunk whose typed number names a row, or is marked as not a result."""
        if answer != TYPED and answer not in self.ledger:
            raise UsageError(
                Fault("--accept", f"no statistic named {answer}", self.ledger.suggestion(answer))
            )
        tag = f'<< literal("{number}", "typed in a Word copy") >>' if answer == TYPED else f"<< {answer} >>"
        return _with_text(hunk, number, tag)

    def _in_code(self, hunk: Hunk, code: CodeTexts) -> Hunk:
        """The edit of a table or figure that a product prints, as a proposal with the place in the code."""
        if hunk.reshapes:
            return self._reshaped(hunk, code)
        places = code.places(hunk.home, EditedText(hunk.around[0], hunk.words, hunk.around[1]))
        if not places:
            return hunk
        change = f"replace “{hunk.words}” by “{hunk.typed}”" if hunk.words else f"add “{hunk.typed}”"
        return replace(hunk, state=PROPOSAL, remedy=f"{change} in {' or '.join(places)}")

    def _reshaped(self, hunk: Hunk, code: CodeTexts) -> Hunk:
        """The change of a product's rows or columns, with the function to change and the rows for its numbers."""
        unit = next(each for each in self.base.units if each.home == hunk.home and each.kind == "cell")
        _, end = line_at(self.base.templates[unit.file], unit.start)
        typed = SourceEdit(unit.file, end, end, "".join(f"\n\n{cell}" for cell in hunk.typed.split(" | ")))
        numbers = self._numbers(replace(hunk, edits=(typed,)))
        change = _in_python(hunk, {text: rows[0].id for text, rows in numbers.items() if rows})
        unknown = ", ".join(text for text, rows in numbers.items() if not rows)
        made = code.maker(hunk.home)
        remedy = f"{change} in {made or f'the product of {hunk.home}'}"
        if unknown:
            remedy += f"; no row prints {unknown}: compute it, or correct the copy"
        placed = hunk if hunk.file else replace(hunk, file=unit.file, offset=unit.start)
        return replace(placed, state=PROPOSAL if made else CONFLICT, remedy=remedy)


def _in_python(hunk: Hunk, ids: Mapping[str, str]) -> str:
    """The change of a table's code that a hunk requires, with ids in place of the numbers that rows print."""

    def cell(text: str) -> str:
        number = re.compile("|".join(rf"(?<![\w.]){re.escape(each)}(?![\w.])" for each in ids) or "(?!)")
        return json.dumps(number.sub(lambda found: f"{{{ids[found[0]]}}}", text), ensure_ascii=False)

    added = [cell(text) for text in hunk.after.split(" | ")] if hunk.after else []
    removed = f"remove “{hunk.before}”" if hunk.before else ""
    if not added:
        return removed
    if "row" in hunk.what:
        return f"add row({', '.join(added)})"
    made = (
        f"add Column({added[0]}) with the cells {', '.join(added[1:])}"
        if "column" in hunk.what
        else f"print {added[0]}"
    )
    return f"{removed}, and {made}" if removed else made


def _cited(citation: TypedCitation, answer: str) -> str:
    """The Markdown of a typed citation, or the tag that marks it as text."""
    if answer == TYPED:
        text = citation.text.replace("\\ ", "\u00a0")
        return f'<< literal("{text}", "typed in a Word copy") >>'
    if answer not in citation.meanings:
        keys = ", ".join(citation.meanings) or "nothing"
        fault = f"{answer} is not what {citation.text} can mean"
        raise UsageError(Fault("--accept", fault, f"it can mean {keys}"))
    return citation.meanings[answer]


def _of_citation(hunk: Hunk, typed: TypedCitation) -> str:
    """How a hunk with one typed citation or cross-reference is answered."""
    named = " or ".join(f"--accept {hunk.number}={keys}" for keys in typed.meanings)
    return f"{f'{typed.verb} with {named}' if named else typed.missing}; {hunk.number}=typed keeps the text"


def _of_number(hunk: Hunk, asked: Question) -> str:
    """How a hunk with one typed number is answered."""
    named = (
        " or ".join(f"--accept {hunk.number}={id}" for id in asked.meanings) or f"--accept {hunk.number}=ROW"
    )
    return f"name a row with {named}; {hunk.number}=typed if it is not a result"


def _of_several(hunk: Hunk, asks: Sequence[Question]) -> str:
    """How a hunk with several typed items is answered."""
    listed = "; ".join(f"{each.text}: {' or '.join(each.meanings) or 'nothing known'}" for each in asks)
    first = [next(iter(each.meanings), TYPED) for each in asks]
    answers = ",".join(f"{hunk.number}={each}" for each in first[:_SHOWN])
    more = ",…" if len(first) > _SHOWN else ""
    order = f"{listed}. Answer each in this order: --accept {answers}{more}"
    return f"{order}; {hunk.number}=nearest takes the first row of each number"


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
