"""The dependency order of products: every need is produced, and no product depends on itself."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

from report.rows.errors import Fault, StudyError
from report.rows.suggestions import did_you_mean
from report.study.product import Product
from report.study.returned_products import location

LEDGER = "ledger"
ARRANGING = ("table", "figure")


def order(products: Mapping[str, Product], supplied: Collection[str], root: Path) -> list[Product]:
    """Sort the products so that each follows what it needs; all faults of the dependencies are raised together."""
    faults = [fault for item in products.values() for fault in _unmet(item, products, supplied, root)]
    if faults:
        raise StudyError(faults)
    graph = TopologicalSorter(
        {name: [n for n in item.needs if n in products] for name, item in products.items()}
    )
    try:
        ranked = {name: rank for rank, name in enumerate(graph.static_order())}
    except CycleError as error:
        circle = error.args[1]
        first = products[circle[0]]
        raise StudyError(
            Fault(location(first, root), f"depends on itself: {' <- '.join(circle)}", "break the cycle")
        ) from None
    arranging_last = sorted(products.values(), key=lambda item: (item.kind in ARRANGING, ranked[item.name]))
    return arranging_last


def background_dependents_last(plan: Sequence[Product], products: Mapping[str, Product]) -> list[Product]:
    """The same products, with those that wait for a background product moved as far back as possible."""
    late = {
        item.name: any(
            need in products and products[need].background is not None
            for need in ancestors(item.name, products)
        )
        for item in plan
    }
    return sorted(plan, key=lambda item: (item.kind in ARRANGING, late[item.name]))


def _unmet(
    item: Product, products: Mapping[str, Product], supplied: Collection[str], root: Path
) -> list[Fault]:
    place = location(item, root)
    faults = []
    for need in item.needs:
        if need == LEDGER and item.kind not in ARRANGING:
            faults.append(
                Fault(
                    place,
                    f"{item.name} takes the whole ledger",
                    "only tables and figures may; name the products that it needs",
                )
            )
        elif need in products and products[need].kind in ARRANGING:
            faults.append(
                Fault(
                    place,
                    f"{item.name} needs the {products[need].kind} {need}",
                    "name the products that yield its rows instead",
                )
            )
        elif need not in products and need not in supplied and need != LEDGER:
            remedy = did_you_mean(need, [*products, *supplied], "tag a function of that name")
            faults.append(Fault(place, f"{item.name} needs {need}, which no product provides", remedy))
    return faults


def ancestors(name: str, products: Mapping[str, Product]) -> set[str]:
    """The names of everything that a product needs, directly or indirectly."""
    found: set[str] = set()
    waiting = list(products[name].needs) if name in products else []
    while waiting:
        need = waiting.pop()
        if need not in found:
            found.add(need)
            waiting += products[need].needs if need in products else ()
    return found
