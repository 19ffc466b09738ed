"""Rows of a comparison with printed numbers: each number as printed and as regenerated, and how many agree."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from report.rows.number_formats import MINUS, NO_BREAK, rounded
from report.rows.stat import Claim, Row, Stat
from report.study.printed_numbers import PublishedNumber
from report.study.reproduction import Reproduced


def in_precision_of(printed: str, kind: str, value: float | str) -> str:
    """The regenerated value with the decimals of the printed one; a smaller p-value becomes the printed bound."""
    if isinstance(value, str):
        return value
    digits = printed.lstrip("<")
    places = max(0, -int(Decimal(digits).as_tuple().exponent))
    if printed.startswith("<") and value < float(digits):
        return printed
    number = rounded(value * 100 if kind == "percent" else value, places)
    return f"<{Decimal(1).scaleb(-places):f}" if kind == "p" and number == 0 else f"{number:f}"


def compared(
    quantity: PublishedNumber,
    ids: Sequence[str],
    rows: Mapping[str, Row],
    *,
    attainable: bool,
    note: str = "",
) -> Reproduced:
    """One printed number, or a printed range of two rows, next to the values of the rows that have one."""
    parts = quantity.printed.split("-") if len(ids) > 1 else [quantity.printed]
    values = [row.value if isinstance(row := rows.get(id), Stat) else None for id in ids]
    known = [
        in_precision_of(printed, quantity.kind, value)
        for printed, value in zip(parts, values, strict=False)
        if value is not None
    ]
    ours, stat = "-".join(known), ids[-1] if known else ""
    return Reproduced(quantity.id, quantity.printed, ours, ours == quantity.printed, attainable, stat, note)


def prefix(id: str) -> str:
    """The prefix of the ids of a printed number."""
    return f"reproduction.{id.replace('~', '_on_')}"


def number_rows(item: Reproduced, *, counts: bool) -> Iterator[Row]:
    """One number as printed and as regenerated, the verdict (n/a unless it `counts`), and the claim that they agree."""
    place = prefix(item.id)
    name = item.id.replace("~", " on ").replace(".", " ").replace("_", " ")
    verdict = ("yes" if item.agrees else "no") if counts else "n/a"
    parts = {
        "printed": (_typeset(item.printed), f"the source's {name}"),
        "regenerated": (_typeset(item.regenerated) or None, f"our {name}, as the source prints it"),
        "agreement": (verdict, f"whether {name} agrees"),
    }
    for part, (text, label) in parts.items():
        yield Stat(f"{place}.{part}", text, "text", label)
    evidence = (f"{place}.printed", f"{place}.regenerated", *((item.stat,) if item.stat else ()))
    yield Claim(f"{place}.agrees", item.agrees, f"our {name} agrees with the source's as printed", evidence)


def _typeset(printed: str) -> str:
    if printed.startswith("-"):
        return MINUS + printed[1:]
    return printed.replace("<", f"<{NO_BREAK}").replace("-", "–")


def summary_rows(
    found: Sequence[Reproduced], parts: Mapping[str, tuple[Sequence[Reproduced], str]]
) -> Iterator[Stat]:
    """How many numbers are printed, attainable and agreeing; for each of the `parts`, the last two, with its words."""
    attainable = [item for item in found if item.attainable]
    agreeing = sum(item.agrees for item in attainable)
    counts = {
        "quantities": (len(found), "numbers that the source paper prints"),
        "attainable": (len(attainable), "printed numbers that a re-analysis can give"),
        "agreeing": (agreeing, "attainable numbers that agree as printed"),
        "disagreeing": (len(attainable) - agreeing, "attainable numbers that do not agree as printed"),
    }
    for name, (items, words) in parts.items():
        own = [item for item in items if item.attainable]
        counts[name] = (len(own), f"attainable numbers {words}")
        text = f"attainable numbers {words} that agree"
        counts[f"{name}_agreeing"] = (sum(item.agrees for item in own), text)
    for name, (number, label) in counts.items():
        yield Stat(f"reproduction.summary.{name}", number, "count", label, "*n*", about={"statistic": "n"})


def all_reproduced(found: Sequence[Reproduced], id: str) -> Claim:
    """The claim that every attainable number agrees as printed."""
    evidence = ("reproduction.summary.attainable", "reproduction.summary.agreeing")
    label = "every attainable number of the source is reproduced as printed"
    return Claim(id, not any(item.fails for item in found), label, evidence)
