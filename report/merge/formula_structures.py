"""The structure of a formula as a line of text, which is the same after another program has saved the formula."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.etree import _Element

_MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_SCRIPTS = {"sup": "^", "sub": "_"}


def structure(node: _Element) -> str:
    """The text of a formula with its fractions, roots, scripts and rows: (a)/(b), √{x}, x^{2}."""
    name = node.tag.rpartition("}")[2] if isinstance(node.tag, str) else ""
    if name == "t":
        letters = unicodedata.normalize("NFKC", node.text or "")
        return "".join(each for each in letters if unicodedata.category(each) not in ("Cf", "Zs", "Cc"))
    if not name or name.endswith("Pr"):
        return ""
    return _SHAPES.get(name, _inside)(node)


def _inside(node: _Element) -> str:
    return "".join(map(structure, node))


def _part(node: _Element, name: str) -> str:
    found = node.find(f"{_MATH}{name}")
    return _inside(found) if found is not None else ""


def _value(node: _Element, path: str, default: str) -> str:
    found = node.find("/".join(f"{_MATH}{name}" for name in path.split("/")))
    return found.get(f"{_MATH}val") or "" if found is not None else default


def _fraction(node: _Element) -> str:
    if _value(node, "fPr/type", "") == "noBar":
        return f"[{_part(node, 'num')};{_part(node, 'den')}]"
    return f"({_part(node, 'num')})/({_part(node, 'den')})"


def _scripts(node: _Element) -> str:
    scripts = (f"{mark}{{{text}}}" for name, mark in _SCRIPTS.items() if (text := _part(node, name)))
    return "".join((_part(node, "e"), *sorted(scripts)))


def _root(node: _Element) -> str:
    return f"√[{_part(node, 'deg')}]{{{_part(node, 'e')}}}"


def _operator(node: _Element) -> str:
    scripts = (f"{mark}{{{text}}}" for name, mark in _SCRIPTS.items() if (text := _part(node, name)))
    return "".join((_value(node, "naryPr/chr", "∫"), *sorted(scripts), _part(node, "e")))


def _delimited(node: _Element) -> str:
    begun, ended = _value(node, "dPr/begChr", "("), _value(node, "dPr/endChr", ")")
    between = _value(node, "dPr/sepChr", "|")
    return f"{begun}{between.join(_inside(each) for each in node.findall(f'{_MATH}e'))}{ended}"


def _accented(node: _Element) -> str:
    # Programs exchange the characters of accents, and bars for accents.
    return f"{{{_part(node, 'e')}}}´"


def _rows(node: _Element) -> str:
    return f"[{';'.join(text for each in node if (text := structure(each)))}]"


_SHAPES: dict[str, Callable[[_Element], str]] = {
    "f": _fraction,
    "sSup": _scripts,
    "sSub": _scripts,
    "sSubSup": _scripts,
    "rad": _root,
    "nary": _operator,
    "d": _delimited,
    "acc": _accented,
    "bar": _accented,
    "m": _rows,
    "eqArr": _rows,
}
