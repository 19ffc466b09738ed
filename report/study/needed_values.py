"""The values of the products that one product needs, computed without the rest of the study."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from report.rows.errors import Fault, ProductError, ReportError, exception_text
from report.rows.ledger import Ledger
from report.study.dependency_order import ancestors, order
from report.study.module_loading import line_of
from report.study.product import Product
from report.study.returned_products import ROWS, located, location, returned
from report.study.study import DataFile


def needed_values(
    name: str, products: Mapping[str, Product], files: Mapping[str, DataFile], root: Path
) -> dict[str, Any]:
    """The arguments of a product, by name; a product that fails is a fault at its line."""
    behind = ancestors(name, products)
    made: dict[str, Any] = dict(files)
    for item in order(products, set(files), root):
        if item.name in behind:
            made[item.name] = _value(item, {need: made[need] for need in item.needs}, root)
    return {need: made[need] for need in products[name].needs}


def _value(item: Product, arguments: Mapping[str, Any], root: Path) -> Any:
    try:
        made = returned(item, item.function(**arguments), root)
    except ReportError as error:
        raise ProductError(located(error, item, root)) from None
    except Exception as error:
        what = f"{item.name} failed: {exception_text(error)}"
        where = line_of(error, root, location(item, root))
        raise ProductError(Fault(where, what, "fix the product or the data that it received")) from None
    return Ledger.of(made) if item.kind in ROWS else made
