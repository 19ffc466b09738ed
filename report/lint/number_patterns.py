"""Finds numbers in a text in every form: digits of any script, fractions, words, proportions, multiples, ordinals."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from report.rows.notation import ENGLISH, Notation
from report.text.blocks import Block
from report.text.number_words import OTHER_LANGUAGES, is_article, value_of
from report.text.tokens import NAME, NUMBER, SPELLED, WORD, Token, tokens

_ORDINALS = re.findall(
    r"\w+",
    """third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth
    seventeenth eighteenth nineteenth twentieth thirtieth fortieth fiftieth sixtieth seventieth eightieth ninetieth
    hundredth thousandth millionth""",
)
_SCALES = ("hundred", "thousand", "million", "billion", "dozen")
_MULTIPLES = re.findall(
    r"\w+",
    """half halves halved halving quarter quarters twice thrice double doubled doubles doubling treble trebled
    triple tripled triples tripling quadruple quadrupled quintuple""",
)
_QUANTITIES = frozenset([*_ORDINALS, *_SCALES, *_MULTIPLES, *(f"{word}s" for word in (*_ORDINALS, *_SCALES))])
_SHARES = {"half": 0.5, "halves": 0.5, "quarter": 0.25, "quarters": 0.25, "third": 1 / 3, "thirds": 1 / 3}
_COUNTS = {"twice": 2, "double": 2, "doubled": 2, "thrice": 3, "triple": 3, "tripled": 3, "dozen": 12}
#: The sign between numerator and denominator in the key of a fraction.
_FRACTION = "\u2044"
_JOINT = re.compile(r"[\s\u00a0-\u2015-]+|\s+and\s+")


@dataclass(frozen=True)
class Form:
    """A number in a text: its position, its value if that is unambiguous, and its number of decimals."""

    start: int
    end: int
    text: str
    value: float | None = None
    places: int = 0
    percent: bool = False


def forms(text: str, notation: Notation = ENGLISH) -> Iterator[Form]:
    """All numbers of a text in a notation, in order; number words that belong together count as one."""
    last: Form | None = None
    read = (_form(token, notation.language) for token in tokens([Block("paragraph", text)], notation))
    for form in filter(None, read):
        if last is not None and _joined(text, last, form):
            last = Form(last.start, form.end, text[last.start : form.end], _product(last, form))
            continue
        if last is not None:
            yield last
        last = form
    if last is not None:
        yield last


def _form(token: Token, language: str) -> Form | None:
    if token.kind == NUMBER:
        return _digits(token)
    if token.kind == NAME or (token.kind in (WORD, SPELLED) and _is_quantity(token.text, language)):
        return Form(token.start, token.end, token.text, _value(token, language))
    return None


def _digits(token: Token) -> Form | None:
    number = re.sub(r"[^\d.−]", "", token.key)
    if not any(letter.isdigit() for letter in number):
        return None
    places = len(number.partition(".")[2])
    value = _mixed(token.text) if _FRACTION in token.key else float(number.replace("−", "-"))
    return Form(token.start, token.end, token.text, value, places, token.key.endswith("%"))


def _mixed(text: str) -> float | None:
    """The value of a fraction in one character, with a whole number before it or without: ½, 2½."""
    whole, fraction = text[:-1].strip(), unicodedata.numeric(text[-1], None)
    if fraction is None or not (whole.isdecimal() or not whole):
        return None
    return int(whole or 0) + fraction


@lru_cache(maxsize=1 << 14)
def _is_quantity(word: str, language: str) -> bool:
    plain = _plain(word)
    return (
        (value_of(plain, language) is not None and not is_article(plain, language))
        or (language not in OTHER_LANGUAGES and _is_english_quantity(plain))
        or any(unicodedata.category(letter) in ("No", "Nl") for letter in word)
    )


def _is_english_quantity(plain: str) -> bool:
    return plain in _QUANTITIES or (
        plain.endswith("fold") and value_of(plain.removesuffix("fold")) is not None
    )


def _value(token: Token, language: str) -> float | None:
    word, plain = token.text, _plain(token.text)
    spelled = value_of(plain.removesuffix("fold"), language)
    if spelled is not None:
        return float(spelled)
    if len(word) == 1:
        return unicodedata.numeric(word, None)
    return _SHARES.get(plain, _COUNTS.get(plain))


def _plain(word: str) -> str:
    return word.casefold().replace("\u00ad", "").replace("\u2060", "")


def _joined(text: str, last: Form, form: Form) -> bool:
    words = not any(letter.isdigit() for letter in last.text + form.text)
    return words and _JOINT.fullmatch(text[last.end : form.start]) is not None


def _product(last: Form, form: Form) -> float | None:
    """The value of two joined number words: "two thirds" is a product; others have no unambiguous value."""
    return last.value * form.value if last.value and form.value and form.value < 1 else None
