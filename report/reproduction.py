"""Numbers that somebody else printed beside those of a ledger: what a study that regenerates a paper must show.

A study names a function, `Study(reproduction="package.module:function")`, that is given the ledger and the
study's files and answers with one record for each printed number.
"""

from __future__ import annotations

import importlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass

from report.errors import Fault, StudyError
from report.ledger import Ledger
from report.study import DataFile, Study

FILE = "reproduction.json"


@dataclass(frozen=True)
class Reproduced:
    """A printed number and the same number regenerated, in the printed precision.

    `attainable` is false where no re-analysis can give the number; `note` then says why. `stat` names the row.
    """

    id: str
    printed: str
    regenerated: str
    agrees: bool
    attainable: bool
    stat: str = ""
    note: str = ""

    @property
    def fails(self) -> bool:
        """Whether a number that can be regenerated is not."""
        return self.attainable and not self.agrees


def reproductions(study: Study, files: Mapping[str, DataFile], ledger: Ledger) -> tuple[Reproduced, ...]:
    """All printed numbers of a study beside its own; a study without such a list has none."""
    if not study.reproduction:
        return ()
    module, _, name = study.reproduction.partition(":")
    try:
        compare = getattr(importlib.import_module(module), name)
    except (ImportError, AttributeError, ValueError) as error:
        what = f"the study's reproduction names no function {study.reproduction}: {error}"
        raise StudyError(Fault(module, what, 'write reproduction = "package.module:function"')) from None
    return tuple(compare(ledger, files))


def to_json(found: Sequence[Reproduced]) -> str:
    """The records as a JSON list."""
    return json.dumps([asdict(each) for each in found], ensure_ascii=False, indent=1) + "\n"
