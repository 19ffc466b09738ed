"""The words in printed statistics of each language: intervals, ranges, percent signs, names of large numbers.

Percent signs and the names of large numbers follow CLDR 48 (percent format; long compact decimals with their plural
rules). Neither CLDR nor ISO 80000 has abbreviations of confidence intervals: these are common ones of medical journals,
chosen without a normative source, which is why a project can set its own.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from report.rows.number_formats import NO_BREAK

Singular = Callable[[str, Decimal], bool]
"""Whether a number, as printed and as a value, takes the singular."""


def _only_one(printed: str, number: Decimal) -> bool:
    return printed == "1"


def _equal_to_one(printed: str, number: Decimal) -> bool:
    return number == 1


def _below_two(printed: str, number: Decimal) -> bool:
    return number < 2


@dataclass(frozen=True)
class Phrases:
    """The words of a language.

    `interval` is the head of a confidence interval; `{level}` is replaced by the level in per cent. `to` joins the
    ends of a range, `percent` follows a number. `large` has the names of 10¹², 10⁹ and 10⁶, each in the singular and
    the plural.
    """

    interval: str
    to: str
    percent: str
    large: tuple[tuple[str, str], tuple[str, str], tuple[str, str]]
    singular: Singular = _only_one

    def large_name(self, exponent: int, printed: str, number: Decimal) -> str:
        """The name of a power of ten (12, 9 or 6) after a number."""
        one, other = self.large[(12, 9, 6).index(exponent)]
        return one if self.singular(printed, number) else other


_SPACED = f"{NO_BREAK}%"
ENGLISH = Phrases(
    f"{{level}}%{NO_BREAK}CI",
    "to",
    "%",
    (("trillion", "trillion"), ("billion", "billion"), ("million", "million")),
)
PHRASES = {
    "en": ENGLISH,
    "da": Phrases(
        f"{{level}}{_SPACED}{NO_BREAK}KI",
        "til",
        _SPACED,
        (("billion", "billioner"), ("milliard", "milliarder"), ("million", "millioner")),
        _below_two,
    ),
    "de": Phrases(
        f"{{level}}{_SPACED}-KI",
        "bis",
        _SPACED,
        (("Billion", "Billionen"), ("Milliarde", "Milliarden"), ("Million", "Millionen")),
    ),
    "es": Phrases(
        f"IC{NO_BREAK}del{NO_BREAK}{{level}}{_SPACED}",
        "a",
        _SPACED,
        (
            ("billón", "billones"),
            (f"mil{NO_BREAK}millones", f"mil{NO_BREAK}millones"),
            ("millón", "millones"),
        ),
        _equal_to_one,
    ),
    "fr": Phrases(
        f"IC{NO_BREAK}à{NO_BREAK}{{level}}{_SPACED}",
        "à",
        _SPACED,
        (("billion", "billions"), ("milliard", "milliards"), ("million", "millions")),
        _below_two,
    ),
    "it": Phrases(
        f"IC{NO_BREAK}al{NO_BREAK}{{level}}%",
        "a",
        "%",
        (
            (f"mille{NO_BREAK}miliardi", f"mila{NO_BREAK}miliardi"),
            ("miliardo", "miliardi"),
            ("milione", "milioni"),
        ),
    ),
    "nl": Phrases(
        "{level}%-BI",
        "tot",
        "%",
        (("biljoen", "biljoen"), ("miljard", "miljard"), ("miljoen", "miljoen")),
    ),
    "pt": Phrases(
        f"IC{NO_BREAK}de{NO_BREAK}{{level}}%",
        "a",
        "%",
        (("trilhão", "trilhões"), ("bilhão", "bilhões"), ("milhão", "milhões")),
        _below_two,
    ),
    "sv": Phrases(
        f"{{level}}{_SPACED}{NO_BREAK}KI",
        "till",
        _SPACED,
        (("biljon", "biljoner"), ("miljard", "miljarder"), ("miljon", "miljoner")),
    ),
}
