"""What a ledger records about its build, and the remarks on its data."""

from __future__ import annotations

from dataclasses import dataclass

from report.rows.levels import USUAL, Levels
from report.rows.notation import ENGLISH, Notation
from report.rows.stat import printable
from report.rows.styles import APA, STYLES


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
