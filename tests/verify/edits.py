"""Edits of a copy: every kind of block, every form that a number can take, every way to put it there.

An edit changes what a reader reads, so that each must bring a finding. `Place` says where in its block it is made.
"""

import re
from collections import defaultdict
from dataclasses import dataclass
from itertools import product, zip_longest
from random import Random

#: Numbers that someone may type, in all the shapes in which papers print them.
NUMBERS = (
    *(
        "29",
        "29.",
        "29)",
        "(29)",
        "[29]",
        "(29.)",
        "29,",
        "−29",
        "-29",
        "+29",
        "0.12",
        ".12",
        "−0.12",
        "(−0.12)",
    ),
    *(
        "12.7%",
        "(12.7%)",
        "12.7 %",
        "29 percent",
        "1,947",
        "1 947",
        "29/57",
        "29–57",
        "[0.12, 0.57]",
        "(0.12; 0.57)",
    ),
    *("n = 29", "(n = 29)", "n=29", "(N = 1950)", "(n = 1950)", "1950", "(1950)", "screened 1947 patients"),
    *("(1947 patients)", "in 1947 patients", "4 of 29", "29 of 57", "page 29", "p. 29", "Note 29", "p = .04"),
    *(
        "p < .001",
        "(p<.05)",
        "p ≤ .05",
        "p <= .05",
        "p >= .05",
        "p ⩽ .05",
        "< .05",
        "> 29",
        "~29",
        "~ 29",
        "≈ 29",
    ),
    *("!= 29", "≠ 29", "± 0.12", "±0.12", "29k", "29K", "29e3", "−0.22e-3", "1e-3", "2.9 × 10⁻³", "29½", "½"),
    *(
        "½ of the patients",
        "29‰",
        "29 ‰",
        "29²",
        "²⁹",
        "₂₉",
        "２９",
        "٢٩",
        "0·12",
        "0,12",
        "29th",
        "29°",
        "$29",
        "€29",
    ),
    *("#29", "√29", "twenty-nine", "Twenty-nine", "thirty", "one hundred", "29:57", "29-fold", "29x", "x29"),
    *(
        "95% CI",
        "95% CI [0.12, 0.57]",
        "d = 0.57",
        "t(29) = 2.04",
        "χ²(4) = 9.49",
        "(12)",
        "12",
        "0",
        "100%",
        "1.00",
    ),
    *(
        "Table 29",
        "Figure 17",
        "(total 1950)",
        "Baseline (1950)",
        "29 May",
        "v. 29",
        "build 29",
        "29+",
        "29?",
    ),
)
#: Marks of significance: they are findings beside a number or as a label of their own.
MARKS = (
    "*",
    "**",
    "***",
    "****",
    " *",
    " **",
    "†",
    " †",
    "‡",
    "§",
    " §",
    "¶",
    "ns",
    " ns",
    " n.s.",
    "#",
    "∗",
)
#: What may be put directly behind a number.
SUFFIXES = (
    "e-3",
    "e3",
    "E−3",
    "k",
    "M",
    "½",
    "¼",
    "‰",
    "²",
    "⁴",
    "%",
    "*",
    "†",
    "0",
    ".5",
    "×",
    "+",
    "°",
    "′",
    "x",
    "ns",
    "\u2212",
    "\u2103",
    "\u0305",
    "\u0336",
    "\u20dd",
)
#: What may be put directly before a number, or for the relation that it has.
PREFIXES = (
    "<",
    ">",
    "<=",
    ">=",
    "≤",
    "≥",
    "⩽",
    "⩾",
    "~",
    "≈",
    "≠",
    "!=",
    "±",
    "−",
    "$",
    "√",
    "1",
    "≪",
    "∼",
    "<>",
    "=<",
    "\uff1c",
    "\ufe65",
    *"≮≰≺⊀≐≡⪅¬",
    *"\u2796\u00af\u2043\ufe63",
)
ENDS = ("start", "middle", "end")
VALUE = re.compile(r"[<>]?\s?[−-]?(?:\d+(?:\.\d+)?|\.\d+)%?")


@dataclass(frozen=True)
class Edit:
    """One edit: the block by its index, and the text that it gets."""

    operation: str
    kind: str
    form: str
    index: int
    text: str
    other: tuple[int, str] | None = None

    def __str__(self):
        return f"{self.operation} {self.form!r} in {self.kind} {self.index}: {self.text[:80]!r}"


def edits(blocks, per_kind=3):
    """All edits, each in some blocks of each kind; `blocks` are pairs of kind and text by index."""
    by_kind = defaultdict(list)
    for index, (kind, text) in enumerate(blocks):
        by_kind[kind].append((index, text))
    for kind, listed in sorted(by_kind.items()):
        random = Random(kind)
        for (operation, form), turn in zip(_cases(), _endless(random, listed), strict=False):
            for index, text in turn(per_kind):
                if kind == "reference" and _is_bibliographic(operation, form):
                    continue
                made = _made(operation, form, text, random)
                if made is not None and made != text:
                    yield Edit(operation, kind, form, index, made)


def _is_bibliographic(operation, form):
    """Whether an author may have corrected a reference in this way: an entry contains no results."""
    return not operation.startswith("insert") or form in ("p. 29", "page 29")


def _endless(random, listed):
    while True:
        yield lambda count: random.sample(listed, min(count, len(listed)))


def _cases():
    for end, form in product(ENDS, NUMBERS):
        yield f"insert at {end}", form
    for form in MARKS:
        yield "mark", form
    for form in SUFFIXES:
        yield "suffix", form
    for form in PREFIXES:
        yield "prefix", form
    for form in NUMBERS:
        yield "replace number", form
    yield "replace block", "29"
    yield "delete number", ""
    yield "double number", ""
    yield "swap numbers", ""
    yield "drop sign", ""
    yield "flip relation", ""


def _made(operation, form, text, random):
    """The text after an operation, or None where it cannot be applied."""
    if operation.startswith("insert at "):
        return _inserted(operation.removeprefix("insert at "), form, text, random)
    if operation == "replace block":
        return form
    values = [match for match in VALUE.finditer(text) if _is_value(text, match)]
    if not values:
        return None
    value = random.choice(values)
    before, inside, after = text[: value.start()], value.group(), text[value.end() :]
    if operation == "mark":
        return before + inside + form + after
    return _on_value(operation, form, (before, inside, after), values, text)


def _on_value(operation, form, parts, values, text):
    before, inside, after = parts
    bare = inside.lstrip("<> ")
    made = {
        "prefix": before + form + bare + after,
        "replace number": before + form + after,
        "delete number": before + after,
        "double number": f"{before}{inside} {inside}{after}",
        "flip relation": before + inside.translate(str.maketrans("<>", "><")) + after,
        "swap numbers": _swapped(values, text),
        "suffix": before + inside + form + after if not after[:1].isalnum() else None,
        "drop sign": before + bare.lstrip("−-") + after if bare[0] in "−-" else None,
    }
    return made[operation]


def _swapped(values, text):
    if len(values) < 2 or values[0].group() == values[1].group():
        return None
    one, other = values[:2]
    return (
        text[: one.start()]
        + other.group()
        + text[one.end() : other.start()]
        + one.group()
        + text[other.end() :]
    )


def _is_value(text, match):
    """Whether digits are a value, and not part of a name, an address or a reference."""
    before, after = text[: match.start()], text[match.end() : match.end() + 1]
    if before[-1:].isalnum() or before[-1:] in ".,/-–_" or after.isalpha() or after == "_":
        return False
    return not re.search(r"(?:Table|Figure|Section)s?[\s\u00a0]S?$", before)


def _inserted(end, form, text, random):
    if end == "start":
        return f"{form} {text}"
    if end == "end":
        return f"{text} {form}"
    gaps = [match.start() for match in re.finditer(r"(?<=\w) (?=\w)", text)]
    if not gaps:
        return None
    gap = random.choice(gaps)
    return f"{text[:gap]} {form}{text[gap:]}"


def chosen(made, count):
    """That many edits, in turn from all operations and kinds of block."""
    groups = defaultdict(list)
    for edit in made:
        groups[edit.operation, edit.kind].append(edit)
    lists = [Random(str(key)).sample(each, len(each)) for key, each in sorted(groups.items())]
    return [each for turn in zip_longest(*lists) for each in turn if each is not None][:count]
