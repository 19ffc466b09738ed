"""What the columns and composites mean, and the constants of the design."""

from __future__ import annotations

from dataclasses import dataclass

from report.data.protocol_constants import constants
from report.data.yaml_files import read_yaml
from report.rows.stat import Stat
from report.study.product import value
from report.study.study import DataFile

Protocol = dict[str, Stat]


@dataclass(frozen=True)
class Indicator:
    """A column of the data file: its meaning, the composite to which it belongs, its range."""

    name: str
    label: str
    composite: str
    minimum: float
    maximum: float


@dataclass(frozen=True)
class Composite:
    """The mean of some indicators in one year; `year` names a constant of the protocol."""

    name: str
    label: str
    year: str
    indicators: tuple[Indicator, ...]

    @property
    def dated(self) -> str:
        """Label and year, as tables and figures print them."""
        return f"{self.label}, {{protocol.{self.year}}}"


@dataclass(frozen=True)
class Dictionary:
    """All composites in the order of time."""

    composites: tuple[Composite, ...]

    @property
    def indicators(self) -> tuple[Indicator, ...]:
        """All columns of the data file, in its order."""
        return tuple(each for composite in self.composites for each in composite.indicators)

    def __getitem__(self, name: str) -> Composite:
        return next(each for each in self.composites if each.name == name)


@value
def dictionary(dictionary_file: DataFile) -> Dictionary:
    """The dictionary of the data file."""
    content = read_yaml(dictionary_file.path.read_text(encoding="utf-8"), dictionary_file.name)
    indicators = [Indicator(name, **fields) for name, fields in content["columns"].items()]
    return Dictionary(
        tuple(
            Composite(name, **fields, indicators=tuple(i for i in indicators if i.composite == name))
            for name, fields in content["composites"].items()
        )
    )


@value
def protocol(protocol_file: DataFile) -> Protocol:
    """The constants of the protocol by their ids."""
    return {row.id: row for row in constants(protocol_file.path, protocol_file.name, protocol_file.sha256)}


def constant(protocol: Protocol, name: str) -> float:
    """A constant as a number."""
    found = protocol[f"protocol.{name}"].value
    return float(found) if found is not None else float("nan")
