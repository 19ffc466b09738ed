"""Numbers printed elsewhere next to those of a ledger, for a study that regenerates a published paper.

A study names a function, `Study(reproduction="package.module:function")`, that takes the ledger and the
study's files and returns one record for each printed number.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from report.rows.errors import Fault, ProductError, ReportError, StudyError, exception_text
from report.rows.ledger import Ledger
from report.study.module_loading import imported, line_of
from report.study.study import DataFile, Study

FILE = "reproduction.json"


@dataclass(frozen=True)
class Reproduced:
    """A printed number and the regenerated number, in the printed precision.

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
        """Whether an attainable number was not reproduced."""
        return self.attainable and not self.agrees


def reproductions(
    study: Study, files: Mapping[str, DataFile], ledger: Ledger, root: Path
) -> tuple[Reproduced, ...]:
    """All printed numbers next to those of the study; a study without `reproduction` has none."""
    if not study.reproduction:
        return ()
    module, _, name = study.reproduction.partition(":")
    compare = getattr(imported(module, root, f"Study {study.title!r}"), name or "_", None)
    if not callable(compare):
        what = f"the study's reproduction is not a function: {study.reproduction}"
        raise StudyError(Fault(module, what, 'write reproduction = "package.module:function"'))
    try:
        found = tuple(compare(ledger, files))
    except ReportError:
        raise
    except (Exception, SystemExit) as error:
        message = f"{name} failed: {exception_text(error)}"
        where = line_of(error, root, module)
        raise ProductError(Fault(where, message, "fix the function or the list of printed numbers")) from None
    if not all(isinstance(each, Reproduced) for each in found):
        raise ProductError(
            Fault(
                module,
                f"{name} returns records of another type",
                "return report.study.reproduction.Reproduced",
            )
        )
    return found


def to_json(found: Sequence[Reproduced]) -> str:
    """The records as a JSON list."""
    return json.dumps([asdict(each) for each in found], ensure_ascii=False, indent=1) + "\n"
