"""Single mutations of a copy, each with the only findings that it must lead to."""

import random
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from itertools import combinations, zip_longest

from report.template.apa_phrases import in_words

NUMBER_ADDED = "17.3"
TURNED = {
    "was significantly related": "was not related",
    "was not related": "was significantly related",
    "was significant": "was not significant",
    "was not significant": "was significant",
    "negative": "positive",
    "positive": "negative",
    "higher": "lower",
    "lower": "higher",
}


@dataclass(frozen=True)
class Mutation:
    """A change of a copy: its operator, the kind of place, what must be found and what may be found beside it."""

    operator: str
    block: str
    what: str
    must: frozenset[tuple[str, str]]
    may: frozenset[tuple[str, str]]
    apply: Callable[[], bytes]

    def is_met_by(self, found):
        """Whether the findings are those that this mutation must bring."""
        return self.must <= set(found) <= self.must | self.may

    def __str__(self):
        return f"{self.operator} in {self.block}: {self.what}"


def mutations(page, values):
    """All single mutations of a page; `values` are the printed values of the ledger."""
    made = defaultdict(list)
    for mutation in _all(page, values):
        made[mutation.operator, mutation.block].append(mutation)
    return made


def chosen(made, count):
    """That many mutations, taken in turn from all operators and kinds of place."""
    lists = [random.Random(str(key)).sample(each, len(each)) for key, each in sorted(made.items())]
    turns = [each for turn in zip_longest(*lists) for each in turn if each is not None]
    return turns[:count]


def _all(page, values):
    by_row = defaultdict(list)
    for place in page.places:
        yield from _of_place(page, place, values)
        if place.cell:
            by_row[place.cell[:2]].append(place)
    yield from _rows(page, by_row)
    yield from _cells(page)
    yield from _exchanges(page)


def _of_place(page, place, values):
    if place.kind == "claim":
        yield from _of_claim(page, place)
    elif place.kind == "stars":
        yield _one("mark changed", place, "changed", page, "**" if len(place.text) != 2 else "***")
        yield _one("mark lost", place, "deleted", page, "")
    elif place.kind == "stat":
        yield from _of_number(page, place, values)
    if place.kind != "claim" and place.after != "%":
        yield _added(page, place)


def _one(operator, place, kind, page, text, also=()):
    must = frozenset({(kind, place.id)})
    what = f"{place.id} {place.text} → {text}"
    return Mutation(operator, place.block, what, must, frozenset(also), lambda: page.edit(place, text))


def _of_number(page, place, values):
    rng = random.Random(f"{place.index} {place.id}")
    yield _one("digit changed", place, "changed", page, _other_digit(place.text, rng))
    if place.text[0] in "−-":
        yield _one("sign lost", place, "changed", page, place.text[1:])
    if place.id.endswith(("_lower", "_upper")):
        other = rng.choice([each for each in values if each != place.text and each[-1:].isdigit()])
        yield _one("bound replaced", place, "changed", page, other)
    if place.text[0] in "<>":
        yield _one("relation changed", place, "changed", page, place.text.replace("<", "=").replace(">", "="))
    elif place.id.endswith(".p") and "=" in place.before[-3:]:
        must = frozenset({("changed", place.id)})
        what = f"{place.id} = → <"
        yield Mutation(
            "relation changed", place.block, what, must, frozenset(), lambda: page.relate(place, "=", "<")
        )
    if place.block != "cell" and place.after != "–":
        yield _one("number lost", place, "deleted", page, "")


def _other_digit(text, rng):
    digits = [i for i, letter in enumerate(text) if letter.isdigit()]
    if not digits:
        number = next(value for value in range(100) if in_words(value) == text.casefold())
        return in_words(number + 1)
    at = rng.choice(digits)
    new = rng.choice([digit for digit in "123456789" if digit != text[at]])
    return text[:at] + new + text[at + 1 :]


def _of_claim(page, place):
    yield _one("wording inverted", place, "reworded", page, TURNED[place.text])
    if not place.text.startswith(("was", "had", "did")):
        yield _one("wording negated", place, "reworded", page, f"not {place.text}")


def _added(page, place):
    must = frozenset({("typed", "")})
    what = f"{NUMBER_ADDED} after {place.id}"
    return Mutation(
        "number added",
        place.block,
        what,
        must,
        frozenset(),
        lambda: page.add(place, f" {NUMBER_ADDED}"),
    )


def _rows(page, by_row):
    for places in by_row.values():
        first, ids = places[0], [place.id for place in places]
        must = frozenset(("deleted", id) for id in ids)
        yield Mutation(
            "row deleted",
            "cell",
            f"row of {first.id}",
            must,
            frozenset(),
            lambda first=first: page.drop_row(first),
        )
        if page.has_empty_cell(first):
            must = frozenset({("typed", "")})
            yield Mutation(
                "empty cell filled",
                "cell",
                f"in the row of {first.id}",
                must,
                frozenset(),
                lambda first=first: page.fill(first, NUMBER_ADDED),
            )


def _cells(page):
    """Pairs of cells of one table with one number each that differ; and the heads of their rows."""
    cells = defaultdict(list)
    for place in page.places:
        if place.cell:
            cells[place.cell].append(place)
    single = [places for places in cells.values() if sum(place.kind == "stat" for place in places) == 1]
    for one, other in combinations(single, 2):
        first, second = one[0], other[0]
        if first.cell[0] != second.cell[0] or first.text == second.text:
            continue
        same_line = first.cell[1] == second.cell[1] or first.cell[2] == second.cell[2]
        if same_line:
            yield _swap(page, one, other)


def _swap(page, one, other):
    first, second = one[0], other[0]
    must = frozenset({("swapped", first.id), ("swapped", second.id)})
    may = frozenset(("swapped", place.id) for place in (*one, *other) if place.kind == "stars")
    what = f"{first.id} {first.text} ↔ {second.id} {second.text}"
    return Mutation("cells swapped", "cell", what, must, may, lambda: page.swap_cells(first, second))


def _exchanges(page):
    """Two different numbers of the running text exchanged."""
    plain = [
        place for place in page.places if place.kind == "stat" and not place.cell and place.block != "figure"
    ]
    for first, second in zip(plain, plain[3:], strict=False):
        if first.text != second.text and first.text[0].isdigit() == second.text[0].isdigit():
            must = frozenset({("swapped", first.id), ("swapped", second.id)})
            what = f"{first.id} {first.text} ↔ {second.id} {second.text}"
            yield Mutation(
                "values exchanged",
                first.block,
                what,
                must,
                frozenset(),
                lambda first=first, second=second: page.edit_both(first, second.text, second, first.text),
            )
