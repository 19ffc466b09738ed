"""The numbers that lavaan's tutorial prints for the latent-variable model, beside ours."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from report.data.yaml_files import read_yaml
from report.rows.ledger import Ledger
from report.rows.number_formats import rounded
from report.study.reproduction import Reproduced
from report.study.study import DataFile


def regenerated(ledger: Ledger, files: Mapping[str, DataFile]) -> list[Reproduced]:
    """Each printed number against ours in the printed precision."""
    printed = read_yaml(
        files["published_file"].path.read_text(encoding="utf-8"), files["published_file"].name
    )
    return [_beside(id, text, float(ledger.stat(id).value or 0)) for id, text in printed.items()]


def _beside(id: str, printed: str, ours: float) -> Reproduced:
    places = -int(Decimal(printed).as_tuple().exponent)
    text = f"{rounded(ours, places):f}"
    return Reproduced(id, printed, text, text == printed, True, id)
