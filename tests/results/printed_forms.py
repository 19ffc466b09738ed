"""What results become: their rows by name, and the phrase that `apa` prints for them."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

from report.results import rows
from report.rows.ledger import Ledger
from report.template.filters import FILTERS
from report.template.ledger_names import LedgerPath


def golden(name: str) -> dict[str, Any]:
    """The golden values of an R script."""
    found: dict[str, Any] = json.loads((Path(__file__).parent / "golden" / f"{name}.json").read_text("utf-8"))
    return found


def values(result: Any, **options: Any) -> dict[str, Any]:
    """The values of a result's rows by their names below the id."""
    return {row.id.removeprefix("x."): row.value for row in rows("x", result, **options)}


def phrase(result: Any, below: str = "", filter: str = "apa", **options: Any) -> str:
    """What `<< x.below | apa >>` prints."""
    return phrase_of(Ledger.of(rows("x", result, **options)), f"x.{below}".rstrip("."), filter)


def phrase_of(ledger: Ledger, path: str, filter: str = "apa") -> str:
    """What `<< path | filter >>` prints, without the markup of its spans."""
    woven = FILTERS[filter](LedgerPath(ledger, path))
    return re.sub(r"\[([^\[\]]*)\]\{[^}]*\}", r"\1", woven).replace("\\", "").replace("\u00a0", " ")
