"""Checking a copy takes time in proportion to its numbers: ten times the numbers, about ten times the time."""

from __future__ import annotations

import random
import sys
from pathlib import Path
from time import process_time

sys.path.insert(0, str(Path(__file__).parents[1]))

from report.rows.ledger import Ledger
from report.rows.stat import Stat
from report.text.reading.html import page_copy
from report.verify.accounts import Accounts
from report.verify.balance import balance
from report.verify.comparison import compare
from report.verify.remark_findings import findings

WORDS = (
    *("effect", "model", "session", "rapport", "insight", "mood"),
    *("baseline", "visit", "scale", "estimate", "group", "mean"),
)
LIMIT = 15.0


def document(numbers: int) -> tuple[Ledger, str]:
    """A page of paragraphs and tables with that many numbers."""
    rng = random.Random(numbers)
    rows = [Stat(f"row.n{i}", rng.uniform(-9, 9), "fixed2", "a row") for i in range(numbers)]
    spans = [
        f'<span class="stat" id="o{i}" data-stat="{row.id}">{row.printed}</span>'
        for i, row in enumerate(rows)
    ]
    parts = []
    for start in range(0, numbers, 20):
        ten, twenty = spans[start : start + 10], spans[start + 10 : start + 20]
        parts.append(
            "<p>"
            + " ".join(f"The {rng.choice(WORDS)} of {rng.choice(WORDS)} was {each}." for each in ten)
            + "</p>"
        )
        cells = "".join(
            f"<tr><td>{rng.choice(WORDS)}</td><td>{a}</td><td>{b}</td></tr>"
            for a, b in zip(twenty[::2], twenty[1::2], strict=True)
        )
        parts.append(f"<table>{cells}</table>")
    return Ledger.of(rows), f"<html><body>{''.join(parts)}</body></html>"


def edited(page: str, changes: int, numbers: int) -> str:
    """The page with some numbers changed."""
    for i in random.Random(1).sample(range(numbers), changes):
        head, mark, tail = page.partition(f'data-stat="row.n{i}">')
        page = head + mark + "77" + tail
    return page


def seconds(numbers: int, changes: int) -> float:
    ledger, page = document(numbers)
    expected = page_copy(page).blocks
    copy = edited(page, changes, numbers)
    began = process_time()
    accounts = Accounts(compare(ledger, expected, page_copy(copy).blocks))
    found = findings(accounts)
    assert balance(accounts, 0).even
    took = process_time() - began
    assert len(found) == changes, (len(found), changes)
    return took


def main() -> None:
    for name, share in (
        ("untouched", 0),
        ("one number in a hundred changed", 100),
        ("every second number changed", 2),
    ):
        small, large = (
            min(seconds(n, n // share if share else 0) for _ in range(2)) for n in (1_000, 10_000)
        )
        print(f"{name}: 1,000 numbers {small:.2f} s, 10,000 numbers {large:.2f} s, ratio {large / small:.1f}")
        assert large / small < LIMIT, "checking is not linear"


if __name__ == "__main__":
    main()
