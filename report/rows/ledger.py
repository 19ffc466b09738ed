"""The ledger: all rows of a run in order, each id once."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, field
from functools import cached_property

from report.rows.build_record import Build, Remark
from report.rows.errors import Fault, LedgerError, StudyError
from report.rows.ledger_records import (
    MALFORMED,
    build_of_record,
    remarks_of_records,
    row_record,
    rows_of_records,
)
from report.rows.stat import Claim, Row, Stat
from report.rows.suggestions import did_you_mean

SCHEMA = "tracepaper/ledger/1"


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
            "rows": [row_record(row, self.build.levels) for row in self.rows.values()],
        }
        return json.dumps(content, ensure_ascii=False, indent=1, allow_nan=False) + "\n"

    @classmethod
    def from_json(cls, text: str, name: str = "ledger.json") -> Ledger:
        """Read the output of `to_json`; any other text is a fault."""
        not_a_ledger = LedgerError(Fault(name, "is not a ledger", "give the ledger.json of a build"))
        try:
            content = json.loads(text)
            schema = content["schema"]
        except (*MALFORMED, RecursionError):
            raise not_a_ledger from None
        if schema != SCHEMA:
            what = f"has the schema {str(schema)[:80]}, not {SCHEMA}"
            raise LedgerError(Fault(name, what, "rebuild it with `report build`"))
        try:
            build = build_of_record(content["build"])
            return cls(
                rows_of_records(content["rows"], build), build, remarks_of_records(content.get("remarks", []))
            )
        except (*MALFORMED, LedgerError, StudyError):
            raise not_a_ledger from None


def location(row: Row) -> str:
    """The file:line of the function that made a row."""
    return f"{row.source.file}:{row.source.line}" if row.source else "unknown location"
