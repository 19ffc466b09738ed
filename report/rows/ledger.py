"""The ledger: all rows of a run in order, each id once."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, field
from functools import cached_property
from typing import Any

from report.rows.errors import Fault, LedgerError
from report.rows.stat import Claim, Row, Source, Stat, printable
from report.rows.suggestions import did_you_mean

SCHEMA = "tracepaper/ledger/1"


@dataclass(frozen=True)
class Build:
    """What a ledger was computed from: study, data files with their hashes, code, programs."""

    study: str = ""
    synthetic: bool = False
    data: tuple[tuple[str, str], ...] = ()
    commit: str = ""
    repository: str = ""
    software: tuple[tuple[str, str], ...] = ()

    @property
    def id(self) -> str:
        """A short name of the build: commit and hash of the main data file."""
        digest = self.data[0][1][:8] if self.data else "no data"
        return f"{self.commit or 'no commit'} · data {digest}"


@dataclass(frozen=True)
class Remark:
    """What was noticed while data were read: the product that noticed it, and those whose rows rest on it."""

    text: str
    product: str
    reaches: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        object.__setattr__(self, "text", printable(self.text))


@dataclass(frozen=True)
class Ledger(Mapping[str, Row]):
    """An ordered mapping from ids to rows, with the remarks that concern most of them."""

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
                        f"is yielded twice: {place(collected[row.id])} and {place(row)}",
                        "name one anew",
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
        """The statistic of that id; unknown ids and claims are answered with the nearest right ones."""
        row = self.rows.get(id)
        if isinstance(row, Stat):
            return row
        raise LedgerError(Fault("", f"no statistic named {id}", self.suggestion(id)))

    def claim(self, id: str) -> Claim:
        """The claim of that id."""
        row = self.rows.get(id)
        if isinstance(row, Claim):
            return row
        raise LedgerError(Fault("", f"no claim named {id}", self.suggestion(id)))

    def below(self, prefix: str) -> tuple[Row, ...]:
        """All rows whose id is the prefix or stands below it, in the order of the ledger."""
        if not prefix:
            return tuple(self.rows.values())
        return tuple(self._below.get(prefix.rstrip("."), ()))

    @cached_property
    def _below(self) -> dict[str, list[Row]]:
        """The rows below each prefix of an id, since templates are held against the ledger name by name."""
        below: dict[str, list[Row]] = {}
        for id, row in self.rows.items():
            segments = id.split(".")
            for end in range(1, len(segments) + 1):
                below.setdefault(".".join(segments[:end]), []).append(row)
        return below

    def warnings_of(self, row: Row) -> tuple[str, ...]:
        """The warnings of a row, after the remarks on the data that it rests on."""
        maker = row.source.function if row.source else ""
        remarks = (remark.text for remark in self.remarks if maker in remark.reaches)
        return tuple(dict.fromkeys((*remarks, *row.warnings)))

    def suggestion(self, id: str) -> str:
        """A sentence that names the nearest ids, with their values and labels."""
        return did_you_mean(
            id,
            self.rows,
            "`report list` shows all ids",
            lambda near: f"{self.rows[near].printed}, {self.rows[near].label}",
        )

    def to_json(self) -> str:
        """The ledger as a text of JSON; see docs/ledger.md for its schema."""
        content = {
            "schema": SCHEMA,
            "build": {
                **asdict(self.build),
                "data": dict(self.build.data),
                "software": dict(self.build.software),
            },
            "remarks": [asdict(remark) for remark in self.remarks],
            "rows": [_as_record(row) for row in self.rows.values()],
        }
        return json.dumps(content, ensure_ascii=False, indent=1, allow_nan=False) + "\n"

    @classmethod
    def from_json(cls, text: str, name: str = "ledger.json") -> Ledger:
        """Read what `to_json` wrote; another schema is a fault."""
        no_ledger = LedgerError(Fault(name, "is no ledger", "name the ledger.json of a build"))
        try:
            content = json.loads(text)
            schema = content["schema"]
        except (ValueError, KeyError, TypeError):
            raise no_ledger from None
        if schema != SCHEMA:
            raise LedgerError(
                Fault(name, f"has the schema {schema}, not {SCHEMA}", "rebuild it with `report build`")
            )
        try:
            build = content["build"]
            pairs = {key: tuple(build[key].items()) for key in ("data", "software")}
            rows = {row.id: row for row in map(_from_record, content["rows"])}
            return cls(rows, Build(**{**build, **pairs}), tuple(map(_remark, content.get("remarks", ()))))
        except (ValueError, KeyError, TypeError, AttributeError, LedgerError):
            raise no_ledger from None


def place(row: Row) -> str:
    """Where a row was made, as file:line."""
    return f"{row.source.file}:{row.source.line}" if row.source else "an unknown place"


def _as_record(row: Row) -> dict[str, Any]:
    record: dict[str, Any] = {"kind": "claim" if isinstance(row, Claim) else "stat", **vars(row)}
    record["source"] = vars(row.source) if row.source else None
    record["printed"] = row.printed
    return record


def _remark(record: dict[str, Any]) -> Remark:
    return Remark(**{**record, "reaches": tuple(record["reaches"])})


def _from_record(record: dict[str, Any]) -> Row:
    fields = {key: value for key, value in record.items() if key not in ("kind", "printed")}
    fields["warnings"] = tuple(fields["warnings"])
    if source := fields["source"]:
        data = tuple((file, digest) for file, digest in source["data"])
        fields["source"] = Source(**{**source, "inputs": tuple(source["inputs"]), "data": data})
    if record["kind"] == "claim":
        return Claim(**{**fields, "evidence": tuple(fields["evidence"])})
    return Stat(**fields)
