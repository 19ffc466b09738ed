"""The ledger: all rows of a run in order, each id once."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, field
from functools import cached_property
from typing import Any

from report.rows.errors import Fault, LedgerError, StudyError
from report.rows.format_registry import FORMATS
from report.rows.levels import USUAL, Levels, unusual
from report.rows.notation import ENGLISH, Notation
from report.rows.stat import Claim, Row, Source, Stat, printable
from report.rows.styles import APA, STYLES
from report.rows.suggestions import did_you_mean

SCHEMA = "tracepaper/ledger/1"


@dataclass(frozen=True)
class Build:
    """The inputs of a ledger: study, data files with their hashes, code, programs."""

    study: str = ""
    synthetic: bool = False
    data: tuple[tuple[str, str], ...] = ()
    commit: str = ""
    repository: str = ""
    software: tuple[tuple[str, str], ...] = ()
    levels: Levels = USUAL
    style: str = APA.name
    language: str = ENGLISH.language

    @property
    def id(self) -> str:
        """A short identifier of the build: commit and hash of the main data file."""
        digest = self.data[0][1][:8] if self.data else "no data"
        return f"{self.commit or 'no commit'} · data {digest}"

    @property
    def notation(self) -> Notation:
        """How the documents write numbers."""
        return Notation(STYLES[self.style].decimal_mark, self.language)


@dataclass(frozen=True)
class Remark:
    """A warning raised while data were read: the product that raised it, and those whose rows depend on the data."""

    text: str
    product: str
    reaches: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        object.__setattr__(self, "text", printable(self.text))


@dataclass(frozen=True)
class Ledger(Mapping[str, Row]):
    """An ordered mapping from ids to rows, with the remarks on the data behind them."""

    rows: Mapping[str, Row] = field(default_factory=dict)
    build: Build = field(default_factory=Build)
    remarks: tuple[Remark, ...] = ()

    @classmethod
    def of(cls, rows: Iterable[Row], build: Build | None = None, remarks: Iterable[Remark] = ()) -> Ledger:
        """A ledger of these rows; an id that occurs twice is a fault."""
        collected: dict[str, Row] = {}
        faults = []
        for row in rows:
            if row.id in collected:
                faults.append(
                    Fault(
                        row.id,
                        f"is yielded twice: {location(collected[row.id])} and {location(row)}",
                        "rename one of them",
                    )
                )
            collected[row.id] = row
        if faults:
            raise LedgerError(faults)
        return cls(collected, build or Build(), tuple(remarks))

    def __getitem__(self, id: str) -> Row:
        return self.rows[id]

    def __iter__(self) -> Iterator[str]:
        return iter(self.rows)

    def __len__(self) -> int:
        return len(self.rows)

    def stat(self, id: str) -> Stat:
        """The statistic with that id; for an unknown id or a claim, the error suggests the nearest ids."""
        row = self.rows.get(id)
        if isinstance(row, Stat):
            return row
        raise LedgerError(Fault("", f"no statistic named {id}", self.suggestion(id)))

    def claim(self, id: str) -> Claim:
        """The claim with that id."""
        row = self.rows.get(id)
        if isinstance(row, Claim):
            return row
        raise LedgerError(Fault("", f"no claim named {id}", self.suggestion(id)))

    def below(self, prefix: str) -> tuple[Row, ...]:
        """All rows whose id is the prefix or begins with it and a dot, in the order of the ledger."""
        if not prefix:
            return tuple(self.rows.values())
        return tuple(self._below.get(prefix.rstrip("."), ()))

    @cached_property
    def _below(self) -> dict[str, list[Row]]:
        """The rows below each prefix, indexed because every name in a template is looked up in the ledger."""
        below: dict[str, list[Row]] = {}
        for id, row in self.rows.items():
            segments = id.split(".")
            for end in range(1, len(segments) + 1):
                below.setdefault(".".join(segments[:end]), []).append(row)
        return below

    def warnings_of(self, row: Row) -> tuple[str, ...]:
        """The remarks on the data that a row depends on, followed by its own warnings."""
        maker = row.source.function if row.source else ""
        remarks = (remark.text for remark in self.remarks if maker in remark.reaches)
        return tuple(dict.fromkeys((*remarks, *row.warnings)))

    def suggestion(self, id: str) -> str:
        """A question that suggests the nearest ids, with their values and labels."""
        return did_you_mean(
            id,
            self.rows,
            "`report list` shows all ids",
            lambda near: f"{self.rows[near].printed}, {self.rows[near].label}",
        )

    def to_json(self) -> str:
        """The ledger as JSON; see docs/ledger.md for its schema."""
        content = {
            "schema": SCHEMA,
            "build": {
                **asdict(self.build),
                "data": dict(self.build.data),
                "software": dict(self.build.software),
                "levels": self.build.levels.record(),
            },
            "remarks": [asdict(remark) for remark in self.remarks],
            "rows": [_as_record(row, self.build.levels) for row in self.rows.values()],
        }
        return json.dumps(content, ensure_ascii=False, indent=1, allow_nan=False) + "\n"

    @classmethod
    def from_json(cls, text: str, name: str = "ledger.json") -> Ledger:
        """Read the output of `to_json`; any other text is a fault."""
        not_a_ledger = LedgerError(Fault(name, "is not a ledger", "give the ledger.json of a build"))
        try:
            content = json.loads(text)
            schema = content["schema"]
        except (*_MALFORMED, RecursionError):
            raise not_a_ledger from None
        if schema != SCHEMA:
            what = f"has the schema {str(schema)[:80]}, not {SCHEMA}"
            raise LedgerError(Fault(name, what, "rebuild it with `report build`"))
        try:
            build = _build(content["build"])
            return cls(_rows(content["rows"], build), build, _remarks(content.get("remarks", [])))
        except (*_MALFORMED, LedgerError, StudyError):
            raise not_a_ledger from None


#: The exceptions raised by a record with another structure.
_MALFORMED = (ValueError, KeyError, TypeError, AttributeError, ArithmeticError)


def location(row: Row) -> str:
    """The file:line of the function that made a row."""
    return f"{row.source.file}:{row.source.line}" if row.source else "unknown location"


def _as_record(row: Row, levels: Levels) -> dict[str, Any]:
    record: dict[str, Any] = {"kind": "claim" if isinstance(row, Claim) else "stat", **vars(row)}
    record["source"] = vars(row.source) if row.source else None
    record["printed"] = row.printed
    own = record.pop("levels", None)
    for unsaved in ("style", "stored"):
        record.pop(unsaved, None)
    return record | ({"levels": own.record()} if own and own != levels else {})


def _rows(records: list[dict[str, Any]], build: Build) -> dict[str, Row]:
    rows = {row.id: row for row in (_from_record(record, build) for record in _of(list, records))}
    if len(rows) < len(records):
        raise ValueError("an id occurs twice")
    return rows


def _build(record: dict[str, Any]) -> Build:
    pairs = {key: tuple(_texts_by_name(record[key]).items()) for key in ("data", "software")}
    texts = {key: _of(str, record[key]) for key in ("study", "commit", "repository")}
    own = {"synthetic": _of(bool, record["synthetic"]), "levels": _levels(record.get("levels", {}))}
    own["style"] = STYLES[record.get("style", APA.name)].name
    own["language"] = _of(str, record.get("language", ENGLISH.language))
    return Build(**{**record, **texts, **pairs, **own})


def _levels(record: Any) -> Levels:
    return Levels(**_of(dict, record))


def _remarks(records: list[dict[str, Any]]) -> tuple[Remark, ...]:
    return tuple(
        Remark(_of(str, each["text"]), _of(str, each["product"]), _texts(each["reaches"]))
        for each in _of(list, records)
    )


def _from_record(record: dict[str, Any], build: Build) -> Row:
    fields = {key: value for key, value in record.items() if key not in ("kind", "printed")}
    for key in {"id", "label", "format", "symbol", "unit"} & fields.keys():
        _of(str, fields[key])
    fields["warnings"] = _texts(fields["warnings"])
    fields["source"] = _source(fields["source"]) if fields["source"] is not None else None
    row: Row
    if record["kind"] == "claim":
        row = Claim(**{**fields, "holds": _of(bool, fields["holds"]), "evidence": _texts(fields["evidence"])})
    else:
        _of((int, type(None)), fields["n"])
        own = _levels(fields["levels"]) if "levels" in fields else unusual(build.levels)
        if fields["format"] not in FORMATS:
            fields["stored"] = _of(str, record["printed"])
        known = {"about": _texts_by_name(fields["about"]), "levels": own, "style": build.style}
        row = Stat(**{**fields, **known})
    _ = row.printed  # raises if the format cannot print the value
    return row


def _source(record: dict[str, Any]) -> Source:
    data = tuple((_of(str, file), _of(str, digest)) for file, digest in record["data"])
    _of(int, record["line"])
    texts = {key: _of(str, record[key]) for key in ("function", "file")}
    return Source(**{**record, **texts, "inputs": _texts(record["inputs"]), "data": data})


def _of(kind: Any, value: Any) -> Any:
    """The value, if it has the expected type; otherwise TypeError."""
    if not isinstance(value, kind):
        raise TypeError(type(value))
    return value


def _texts(values: Any) -> tuple[str, ...]:
    return tuple(_of(str, value) for value in _of(list, values))


def _texts_by_name(values: Any) -> dict[str, str]:
    return {key: _of(str, value) for key, value in _of(dict, values).items()}
