"""Scales of questionnaires in a data dictionary: their items, how these are scored, and where the scoring is published.

```yaml
scales:
  alliance:
    label: Therapeutic alliance
    source: McGuire-Snieckus et al. (2007)
    items: starp_01 to starp_12      # or a list of columns
    minimum: 0
    maximum: 4
    reversed: [4, 7, 9]              # names of items, or their numbers in `items`
    rule: prorated                   # sum, mean, prorated or group_maxima
    answered: 10                     # the least number of answers for mean and prorated; by default all
    subscales:
      input: {label: Clinician input, items: 10 to 12, answered: 3}
```
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal, cast

from report.data.yaml_texts import YamlEntry
from report.rows.errors import DataError, Fault
from report.rows.suggestions import did_you_mean, nearest_or_all

Rule = Literal["sum", "mean", "prorated", "group_maxima"]
RULES = ("sum", "mean", "prorated", "group_maxima")
_KEYS = (
    *("answered", "groups", "instrument", "items", "label", "maximum", "minimum", "reversed"),
    *("rule", "source", "subscales"),
)
_SUBSCALE_KEYS = ("answered", "items", "label", "rule")
_RANGE = re.compile(r"(\w*?)(\d+) to \1(\d+)")


@dataclass(frozen=True)
class Scale:
    """A scale or subscale: its items in order, and the rule by which answers become a score.

    `sum` needs all items. `mean` averages the answered items, `prorated` multiplies that mean by the number of items;
    both need `answered` answers. `group_maxima` adds the largest answer of each group; items in no group are added
    individually. Answers to `reversed` items are reversed first.
    """

    name: str
    label: str
    items: tuple[str, ...]
    minimum: float
    maximum: float
    rule: Rule
    reversed: frozenset[str] = frozenset()
    groups: tuple[tuple[str, ...], ...] = ()
    answered: int = 0
    source: str = ""
    instrument: str = ""
    subscales: tuple[Scale, ...] = field(default=())

    @property
    def least(self) -> int:
        """The least number of answered items for a score."""
        return self.answered or len(self.items)

    @property
    def parts(self) -> tuple[tuple[str, ...], ...]:
        """The groups of items that contribute one term each to the score, in the order of their first items."""
        grouped = {item: group for group in self.groups for item in group}
        return tuple(dict.fromkeys(grouped.get(item, (item,)) for item in self.items))


def read_scales(entry: YamlEntry, file: str) -> dict[str, Scale]:
    """The scales of a dictionary; all faults in them are raised together."""
    faults = [
        Fault(f"{file}:{each.line}", f"scale {name} {what}", remedy)
        for name, each in entry.entries.items()
        for what, remedy in _faults(each)
    ]
    if faults:
        raise DataError(faults)
    return {name: _scale(name, each) for name, each in entry.entries.items()}


def _faults(entry: YamlEntry) -> Iterator[tuple[str, str]]:
    for key in entry.entries:
        if key not in _KEYS:
            yield f"has the unknown key {key}", nearest_or_all(key, _KEYS)
    items = _listed(entry["items"])
    if not items:
        yield "has no items", "write `items: item_01 to item_12`, or a list of columns"
        return
    yield from _range_faults(entry)
    yield from _repeated(items)
    yield from _rule_faults(entry, len(items), entry["rule"].text)
    grouped = [item for group in _lists(entry["groups"]) for item in group]
    if entry["rule"].text == "group_maxima" and not grouped:
        yield "has no groups", "write `groups: [[1, 2, 3, 4], [6, 7, 8, 9]]`"
    yield from _unknown([*_listed(entry["reversed"]), *grouped], items)
    yield from _repeated(_named(grouped, items), " in its groups")
    for name, each in entry["subscales"].entries.items():
        yield from (
            (f"has a subscale {name} that {what}", remedy)
            for what, remedy in _part_faults(each, items, entry["rule"].text)
        )


def _range_faults(entry: YamlEntry) -> Iterator[tuple[str, str]]:
    ends = {key: _number(entry[key].text) for key in ("minimum", "maximum")}
    missing = [key for key, end in ends.items() if end is None]
    for key in missing:
        yield f"has no {key} of an answer", f"write `{key}: …`, the same for all items"
    if not missing and ends["minimum"] >= ends["maximum"]:  # type: ignore[operator]
        yield (
            f"has answers from {entry['minimum'].text} to {entry['maximum'].text}",
            "write the lowest answer as minimum, the highest as maximum",
        )


def _repeated(items: Sequence[str], where: str = "") -> Iterator[tuple[str, str]]:
    for each in dict.fromkeys(item for item in items if items.count(item) > 1):
        yield f"has {each} twice{where}", "list each item once"


def _part_faults(entry: YamlEntry, items: tuple[str, ...], rule: str) -> Iterator[tuple[str, str]]:
    for key in entry.entries:
        if key not in _SUBSCALE_KEYS:
            yield f"has the unknown key {key}", nearest_or_all(key, _SUBSCALE_KEYS)
    named = _listed(entry["items"])
    if not named:
        yield "has no items", "list the numbers of its items"
    yield from _unknown(named, items)
    yield from _repeated(_named(named, items))
    yield from _rule_faults(entry, len(named), entry["rule"].text or rule)


def _rule_faults(entry: YamlEntry, count: int, rule: str) -> Iterator[tuple[str, str]]:
    """The faults of a rule, which a subscale may inherit, and of the number of answers that it needs."""
    answered = entry["answered"].text
    if rule not in RULES and entry["rule"].text == rule:
        what = f"has the unknown rule {rule}" if rule else "has no rule"
        yield what, did_you_mean(rule, RULES, f"write one of {', '.join(RULES)}")
    if answered and rule in ("sum", "group_maxima") and answered != str(count):
        what = f"needs {answered} answers, but the rule {rule} requires all"
        yield what, "write `rule: prorated` or `rule: mean`, or omit `answered`"
    elif answered and not (answered.isdigit() and 1 <= int(answered) <= count):
        yield f"needs {answered} answers of {count} items", f"write a number from 1 to {count}"


def _unknown(named: Iterable[str], items: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    for each in named:
        if _item(each, items) is None:
            yield (
                f"names {each}, which is not one of its items",
                did_you_mean(each, items, "number them from 1"),
            )


def _item(named: str, items: tuple[str, ...]) -> str | None:
    """An item by its name, or by its number in the list of items."""
    if named in items:
        return named
    return items[int(named) - 1] if named.isdigit() and 1 <= int(named) <= len(items) else None


def _named(texts: Iterable[str], items: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(filter(None, (_item(each, items) for each in texts)))


def _listed(entry: YamlEntry) -> tuple[str, ...]:
    """The columns or numbers of items: a list, or the first and last of a numbered series."""
    series = _RANGE.fullmatch(entry.text)
    if series is None:
        return tuple(entry.texts)
    stem, first, last = series.groups()
    return tuple(f"{stem}{number:0{len(first)}d}" for number in range(int(first), int(last) + 1))


def _lists(entry: YamlEntry) -> list[list[str]]:
    return [each.texts for each in entry.content] if isinstance(entry.content, list) else []


def _number(text: str) -> float | None:
    try:
        return float(text)
    except ValueError:
        return None


def _scale(name: str, entry: YamlEntry) -> Scale:
    items = _listed(entry["items"])
    whole = Scale(
        name,
        entry["label"].text or name,
        items,
        float(entry["minimum"].text),
        float(entry["maximum"].text),
        cast("Rule", entry["rule"].text),
        frozenset(_named(_listed(entry["reversed"]), items)),
        tuple(_named(group, items) for group in _lists(entry["groups"])),
        int(entry["answered"].text or 0),
        entry["source"].text,
        entry["instrument"].text,
    )
    parts = (_subscale(part, each, whole) for part, each in entry["subscales"].entries.items())
    return replace(whole, subscales=tuple(parts))


def _subscale(name: str, entry: YamlEntry, whole: Scale) -> Scale:
    return Scale(
        f"{whole.name}_{name}",
        entry["label"].text or name,
        _named(_listed(entry["items"]), whole.items),
        whole.minimum,
        whole.maximum,
        cast("Rule", entry["rule"].text or whole.rule),
        whole.reversed,
        answered=int(entry["answered"].text or 0),
        source=whole.source,
        instrument=whole.instrument,
    )
