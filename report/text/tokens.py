"""Splits blocks into tokens: words, names with digits, numbers with sign, relation and percent, significance marks.

Tokens with equal keys look the same to a reader: minus and hyphen, spaces of any width, ligatures, `<=` and `≤`,
and the presence of an equals sign make no difference; a relation, a sign, an exponent or a digit does.
Keys of numbers have a decimal point, whatever the decimal mark of the text.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache

from report.rows.notation import ENGLISH, Notation
from report.text.blocks import BOUND, SOFT, Anchor, Block
from report.text.number_signs import APART, HYPHENS, MINUS, RELATION_SIGN, RELATIONS, relation_key, sign_key
from report.text.number_words import spaced_words, value_of

WORD, NAME, SPELLED, NUMBER, STARS, DASH = "word", "name", "spelled", "number", "stars", "dash"
#: The group of numbers in several words.
SPACED = "spaced"
#: A relation not followed by a number.
RELATION = "relation"
#: Replacements of thousands separators and decimal marks, in texts with a decimal point and with a comma.
_WITH_POINT = str.maketrans({"\u00b7": ".", ",": "", "\u202f": "", "\u2009": ""})
_WITH_COMMA = str.maketrans({"\u00b7": ".", ",": ".", ".": "", "\u202f": "", "\u2009": ""})
_SIGN = rf"(?:(?<![\w)\]%.])[{MINUS}+]|\u2212)"
_FRACTION = r"\u00bc-\u00be\u2150-\u215f\u2189"
_RAISED = r"\u00b2\u00b3\u00b9\u2070\u2074-\u2079\u207b"
#: The text attached to a number without a space: letters, or a sign that changes its value.
_TAIL = re.compile(
    r"[^\W\d_]\w*|[°′″×÷^+&@#$€£¥¢%‰²³∘℃℉±∓√∞\u0300-\u036f\u20d0-\u20f0]+|\u2212(?!\s?[.,\u00b7]?\d)"
)
_PART = re.compile(rf"[^{HYPHENS}]+")


@cache
def _token(notation: Notation) -> re.Pattern[str]:
    """The tokens of texts in a notation, in which the other decimal mark may separate thousands."""
    mark = notation.decimal_mark
    spaced = "|".join(spaced_words(notation.language)).replace(" ", r"[ \u00a0]") or "(?!)"
    point, thousands = re.escape(f"{mark}\u00b7"), f"{',' if mark == '.' else '.'}\u202f\u2009"
    return re.compile(
        rf"""
        (?P<stars>[*\u2217\u204e\u2731\ufe61\uff0a]+|[†‡§¶‖]+|(?<![^\W\d_])(?:ns(?!\w)|n\.s\.?(?!\w)))
      | (?P<spaced>(?<!\w)(?i:{spaced})(?!\w))
      | (?P<word>(?![{_FRACTION}])[^\W\d_][\w{SOFT}]*(?:[{HYPHENS}][\w{SOFT}]+)*)
      | (?P<number>
            (?:(?P<relation>{RELATION_SIGN})\s*)?
            (?:(?P<sign>{_SIGN}(?=[{MINUS}]{{0,2}}[{point}]?\d)[{MINUS}]{{0,2}}|{APART}(?=\s[{MINUS}]?[{point}]?\d)(?:\s[{MINUS}])?)\s?)?
            (?P<body>(?:\d{{1,3}}(?:[{thousands}]\d{{3}})+(?!\d)|\d+)(?:[{point}]\d+)?
                |(?<![\d{mark}])[{point}]\d+|(?=[{_FRACTION}]))
            (?P<more>[{_FRACTION}{_RAISED}]+|[eE][{MINUS}+]?\d+(?!\w))?
            (?P<percent>\s?[%‰‱\uff05\u066a]|\s(?:per\s?cent|percent)\b)?
          | [{HYPHENS}\u2212]?\u221e
        )
      | (?P<dash>(?:(?<=\s)|\A)[–—−-](?=\s|\Z))
      | (?P<lone>{RELATION_SIGN}(?<![\^#×÷$€£¥√]))
        """,
        re.VERBOSE,
    )


@dataclass(frozen=True, slots=True)
class Token:
    """One word, number or mark of a block.

    `first` and `last` mark the ends of its block; `tail` is the text that follows a number without a space, and
    `spelled` the whole number that a word means.
    """

    kind: str
    text: str
    key: str
    block: int
    start: int
    end: int
    anchor: Anchor | None = None
    first: bool = False
    last: bool = False
    tail: str = ""
    spelled: int | None = None

    @property
    def mask(self) -> str:
        """The key, with the same mask for all numbers."""
        return "#" if self.kind in (NUMBER, DASH) else self.key

    @property
    def bound(self) -> Anchor | None:
        """The anchor that binds this token to a row, a claim or a reason."""
        return self.anchor if self.anchor is not None and self.anchor.kind in BOUND else None

    @property
    def exempt(self) -> str:
        """The reason why these digits are not results, if known."""
        return self.anchor.kind if self.anchor is not None and self.anchor.kind not in BOUND else ""


def tokens(blocks: Sequence[Block], notation: Notation = ENGLISH) -> list[Token]:
    """All tokens of the blocks, which write numbers in a notation, in order."""
    found: list[Token] = []
    for index, block in enumerate(blocks):
        made = list(_anchored(index, block, notation))
        if made:
            made[0] = replace(made[0], first=True)
            made[-1] = replace(made[-1], last=True)
            if found and _is_split(found[-1], made[0]):
                made[0] = replace(made[0], key=found.pop().key + made[0].key)
        found += made
    return found


def _is_split(one: Token, other: Token) -> bool:
    """Whether a relation and its number are two consecutive labels of a drawing."""
    if other.kind != NUMBER or other.start or other.block != one.block + 1:
        return False
    return one.kind == RELATION and one.last and other.key[0] not in RELATIONS


def _anchored(index: int, block: Block, notation: Notation) -> Iterator[Token]:
    """The tokens of a block, each with its innermost anchor; a spelled-out statistic is one number."""
    spelled = [
        anchor for anchor in block.anchors if anchor.kind == "stat" and _is_spelled(block, anchor, notation)
    ]
    done, place, written = 0, 0, 0
    for token in _plain(index, block.text, notation):
        if token.start < done:
            continue
        while place < len(block.anchors) and block.anchors[place].end <= token.start:
            place += 1
        while written < len(spelled) and spelled[written].end <= token.start:
            written += 1
        whole = spelled[written] if written < len(spelled) else None
        if whole is None or whole.start > token.start:
            anchor = _innermost(block.anchors, place, token)
            yield token if anchor is None else replace(token, anchor=anchor)
        else:
            done = whole.end
            text = block.text[whole.start : whole.end]
            value = value_of(text, notation.language)
            key = "–" if value is None else str(value)
            yield Token(NUMBER, text, key, index, whole.start, whole.end, whole, spelled=value)


def _is_spelled(block: Block, anchor: Anchor, notation: Notation) -> bool:
    text = block.text[anchor.start : anchor.end]
    return value_of(text, notation.language) is not None or text == "–"


def _innermost(anchors: Sequence[Anchor], place: int, token: Token) -> Anchor | None:
    best: Anchor | None = None
    for at in range(place, len(anchors)):
        anchor = anchors[at]
        if anchor.start >= token.end:
            break
        if anchor.end > token.start and (best is None or anchor.end - anchor.start <= best.end - best.start):
            best = anchor
    return best


def _plain(index: int, text: str, notation: Notation) -> Iterator[Token]:
    for match in _token(notation).finditer(text):
        kind, start, end = match.lastgroup or WORD, match.start(), match.end()
        if kind == WORD:
            yield from word_tokens(index, match.group(), start, notation.language)
        elif kind == SPACED:
            value = value_of(match.group(), notation.language)
            yield Token(SPELLED, match.group(), _word_key(match.group()), index, start, end, spelled=value)
        elif kind == NUMBER:
            tail = _TAIL.match(text, end)
            glued = _word_key(tail.group()) if tail else ""
            yield Token(
                kind, match.group(), _number_key(match, notation.decimal_mark), index, start, end, tail=glued
            )
        else:
            kind = RELATION if kind == "lone" else kind
            yield Token(kind, match.group(), _mark_key(kind, match.group()), index, start, end)


def word_tokens(index: int, text: str, start: int, language: str = ENGLISH.language) -> Iterator[Token]:
    """Split a word at its hyphens, unless it is a name with digits or a number in words."""
    key = _word_key(text)
    if not key.isalpha() and any(letter.isdigit() for letter in key):
        yield Token(NAME, text, key, index, start, start + len(text))
    elif (value := value_of(text, language)) is not None:
        yield Token(SPELLED, text, key, index, start, start + len(text), spelled=value)
    else:
        for part in _PART.finditer(text):
            word = part.group()
            yield Token(WORD, word, _word_key(word), index, start + part.start(), start + part.end())


@lru_cache(maxsize=1 << 14)
def _word_key(text: str) -> str:
    plain = unicodedata.normalize("NFKC", text).casefold().replace(SOFT, "")
    return plain.replace("\u2010", "-").replace("\u2011", "-")


def _mark_key(kind: str, text: str) -> str:
    if kind == DASH:
        return "–"
    if kind == RELATION:
        return relation_key(text)
    if text[0] in "nN":
        return "ns"
    return text if text[0] in "†‡§¶‖" else "*" * len(text)


def _number_key(match: re.Match[str], mark: str) -> str:
    relation, sign, body, more, percent = match.group("relation", "sign", "body", "more", "percent")
    if body is None:
        return "−∞" if len(match.group()) > 1 else "∞"
    separated = body.translate(_WITH_COMMA if mark == "," else _WITH_POINT)
    number = unicodedata.normalize("NFKC", separated)
    whole = f"0{number}" if number.startswith(".") else number
    before = relation_key(relation or "") + sign_key(sign or "")
    return f"{before}{whole}{_power(more or '')}{_percent_key((percent or '').strip())}"


def _percent_key(text: str) -> str:
    return text if text in ("", "‰", "‱") else "%"


def _power(text: str) -> str:
    """An exponent or a fraction attached to a number."""
    plain = unicodedata.normalize("NFKC", text).casefold()
    return re.sub(
        rf"[{MINUS}]",
        "−",
        plain if plain.startswith("e") or "\u2044" in plain else f"^{plain}" * bool(plain),
    )
