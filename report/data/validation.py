"""Validates a data file against its dictionary: pandera finds broken rules, and each cause is reported once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from dataclasses import field as dataclass_field
from functools import partial
from typing import TYPE_CHECKING, Any

from report.data.cell_rules import Rule, rules
from report.data.dictionary import Dictionary, Field
from report.data.grouped_faults import grouped, line_of_fault
from report.data.text_encoding import UNREADABLE
from report.rows.errors import Fault
from report.rows.suggestions import SURE, nearest

if TYPE_CHECKING:
    from pandas import DataFrame, Series

#: Texts and numbers by which programs write "no value"; if the dictionary lists them, they are missing cells.
_USUAL_CODES = """
    . - -- --- ? n/a na nan none null #n/a #n/d #null! #div/0! #value! <na> missing
    -9 -99 -999 -9999 -7 -77 -8 -88 99 999 9999 777 888
""".split()  # noqa: SIM905


@dataclass(frozen=True)
class Cells:
    """The cells of a file by line and column, as written and as read with the dictionary; NA if missing."""

    written: DataFrame
    read: DataFrame
    file: str
    header_line: int


def faults_of(cells: Cells, dictionary: Dictionary) -> list[Fault]:
    """All faults of the cells and of the header, sorted by line and grouped by cause."""
    found = [
        *_absent(cells, dictionary),
        *_breaches(cells, dictionary),
        *_unexpectedly_filled(cells, dictionary),
    ]
    return sorted(found, key=line_of_fault)


def _absent(cells: Cells, dictionary: Dictionary) -> Iterator[Fault]:
    there = [str(name) for name in cells.read]
    for name in dictionary.fields:
        if name not in there:
            near = [each for each in nearest(name, there, 1, SURE) if each not in dictionary.fields]
            remedy = (
                f"is it {near[0]}? rename it to {name}" if near else f"add it; {dictionary.file} describes it"
            )
            yield Fault(f"{cells.file}:{cells.header_line}", f"the column {name} is missing", remedy)


@dataclass(frozen=True)
class _Breach:
    """A rule that a column breaks, and the cells that break it, as written."""

    field: Field
    rule: Rule
    cells: Series[str]


def _breaches(cells: Cells, dictionary: Dictionary) -> Iterator[Fault]:
    found = list(_broken_rules(cells, dictionary))
    codes = _missing_codes(found)
    for code, columns in codes.items():
        yield _code_fault(code, columns, cells.file, dictionary.file)
    for field in dictionary.fields.values():
        if field.name in cells.read:
            yield from _empty(field, cells, dictionary.file)
            yield from _repeated(field, cells)
    for breach in found:
        wrong = breach.cells[~breach.cells.str.lower().isin(list(codes))] if codes else breach.cells
        if len(wrong):
            what, remedy = breach.rule.broken(breach.field)
            yield _fault(cells.file, breach.field.name, wrong, what, remedy)


def _fault(file: str, name: str, wrong: Series[str], what: str, remedy: str) -> Fault:
    """One fault of the cells of a column, given by their lines."""
    texts = dict(zip(_lines(wrong), wrong, strict=True))
    return grouped(
        file, list(texts), f"{name} = {next(iter(texts.values()))} {what}", remedy, texts.__getitem__
    )


def _broken_rules(cells: Cells, dictionary: Dictionary) -> Iterator[_Breach]:
    """The rules that pandera finds broken, in the order of the dictionary and of the rules.

    Each check covers a whole column, because pandera takes minutes to list the cells of a large file. For files that
    break no rule, pandera is not imported.
    """
    columns = {name: list(rules(field)) for name, field in dictionary.fields.items() if name in cells.read}
    broken = _Broken(cells.read, columns)
    if broken.nowhere():
        return
    import pandera.pandas as pandera

    schema = {
        name: pandera.Column(
            None,
            [pandera.Check(partial(broken.is_none, name, i), error=str(i)) for i in range(len(each))],
            nullable=True,
        )
        for name, each in columns.items()
    }
    try:
        pandera.DataFrameSchema(schema, strict=False).validate(cells.read, lazy=True)
    except pandera.errors.SchemaErrors as error:
        failed = error.failure_cases[["column", "check"]].drop_duplicates().itertuples(index=False)
        for name, place in sorted((list(columns).index(str(name)), int(check)) for name, check in failed):
            field = dictionary[list(columns)[name]]
            wrong = cells.written[field.name][broken.cells(field.name, place)]
            yield _Breach(field, columns[field.name][place], wrong)


@dataclass(frozen=True)
class _Broken:
    """Evaluates the rules of columns, once per distinct value."""

    frame: DataFrame
    rules: Mapping[str, list[Rule]]
    known: dict[tuple[str, int], Series[bool]] = dataclass_field(default_factory=dict)

    def cells(self, name: str, place: int) -> Series[bool]:
        """Whether each cell of a column breaks a rule; missing cells and those that cannot be decoded break none."""
        if (name, place) not in self.known:
            column, rule = self.frame[name], self.rules[name][place]
            distinct = column.dropna().unique()
            wrong = [cell for cell in distinct if not rule(cell) and UNREADABLE not in cell]
            self.known[name, place] = column.isin(wrong)
        return self.known[name, place]

    def nowhere(self) -> bool:
        """Whether no cell of any column breaks a rule."""
        return all(self.is_none(name, i) for name, each in self.rules.items() for i in range(len(each)))

    def is_none(self, name: str, place: int, _: Series[str] | None = None) -> bool:
        """Whether no cell of a column breaks a rule."""
        return not self.cells(name, place).any()


def _lines(column: Series[Any]) -> list[int]:
    return [int(line) for line in column.index.to_list()]


def _missing_codes(found: list[_Breach]) -> dict[str, dict[str, Series[str]]]:
    """Common codes of missing values among the cells that break rules, by column; each in at least two cells."""
    codes: dict[str, dict[str, Series[str]]] = {}
    for breach in found:
        lower = breach.cells.str.lower()
        for code in set(lower.unique()) & set(_USUAL_CODES):
            codes.setdefault(code, {})[breach.field.name] = breach.cells[lower == code]
    several = {code for code, columns in codes.items() if sum(map(len, columns.values())) > 1}
    return {code: codes[code] for code in _USUAL_CODES if code in several}


def _code_fault(code: str, columns: Mapping[str, Series[str]], file: str, dictionary: str) -> Fault:
    names: dict[int, str] = {}
    for name, cells in columns.items():
        names |= {line: name for line in _lines(cells) if line not in names}
    written = next(iter(columns.values())).iloc[0]
    what = f"{written} is not a value of {', '.join(columns)}"
    remedy = f"if it means a missing value, add it to `missing` in {dictionary}; correct it otherwise"
    return grouped(file, sorted(names), what, remedy, names.__getitem__)


def _empty(field: Field, cells: Cells, file: str) -> Iterator[Fault]:
    column = cells.read[field.name]
    empty = column[column.isna() & ~_must_be_empty(field, cells)]
    if field.required and len(empty):
        remedy = f"fill it in, or allow it with `required: false` in {file}"
        what = f"{field.name} is empty ({field.meaning})"
        yield grouped(cells.file, _lines(empty), what, remedy)


def _must_be_empty(field: Field, cells: Cells) -> Series[bool]:
    """The lines on which the dictionary requires a column to be empty."""
    column, code = field.empty_when or ("", "")
    if column not in cells.read:
        return cells.read[field.name].isin([])
    return cells.read[column].isin([code])


def _repeated(field: Field, cells: Cells) -> Iterator[Fault]:
    column = cells.written[field.name]
    repeated = column[column.duplicated() & column.notna()] if field.unique else column[:0]
    if len(repeated):
        first = int(column.index[column == repeated.iloc[0]][0])
        yield _fault(cells.file, field.name, repeated, f"is already on line {first}", "keep one line of each")


def _unexpectedly_filled(cells: Cells, dictionary: Dictionary) -> Iterator[Fault]:
    """The faults of cells that have a value although the dictionary requires them to be empty."""
    for field in dictionary.fields.values():
        if field.empty_when and field.name in cells.read:
            column, code = field.empty_when
            written = cells.written[field.name]
            wrong = written[_must_be_empty(field, cells) & written.notna()]
            if len(wrong):
                remedy = f"leave {field.name} empty, or correct {column}"
                yield _fault(cells.file, field.name, wrong, f"although {column} is {code}", remedy)
