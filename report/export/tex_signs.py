"""Conversion of special characters to LaTeX and back."""

from __future__ import annotations

import re
import unicodedata

_ESCAPES = {
    "\\": r"\textbackslash{}",
    "{": r"\{",
    "}": r"\}",
    "$": r"\$",
    "&": r"\&",
    "#": r"\#",
    "%": r"\%",
    "_": r"\_",
    "^": r"\textasciicircum{}",
    "~": r"\textasciitilde{}",
    "<": r"\textless{}",
    ">": r"\textgreater{}",
    "|": r"\textbar{}",
    '"': r"\textquotedbl{}",
    "[": "{[}",
    "]": "{]}",
    "*": "{*}",
}
_SIGNS = {
    "\u00a0": "~",
    "\u202f": r"\,",
    "\u2009": r"\,",
    "\u2003": r"\quad{}",
    "\u200b": "",
    "\u2011": "-",
    "\u2212": r"\ensuremath{-}",
    "\u2013": "--",
    "\u2014": "---",
    "\u2018": "`",
    "\u2019": "'",
    "\u201c": "``",
    "\u201d": "''",
    "\u2026": r"\dots{}",
    "\u2020": r"\dag{}",
    "\u2021": r"\ddag{}",
    "\u00a7": r"\S{}",
    "\u00b2": r"\textsuperscript{2}",
    "\u00b3": r"\textsuperscript{3}",
    "\u00b1": r"\ensuremath{\pm}",
    "\u00d7": r"\ensuremath{\times}",
    "\u00b7": r"\ensuremath{\cdot}",
    "\u2192": r"\ensuremath{\rightarrow}",
    "\u2190": r"\ensuremath{\leftarrow}",
    "\u2194": r"\ensuremath{\leftrightarrow}",
    "\u2264": r"\ensuremath{\leq}",
    "\u2265": r"\ensuremath{\geq}",
    "\u2248": r"\ensuremath{\approx}",
    "\u2260": r"\ensuremath{\neq}",
    "\u221e": r"\ensuremath{\infty}",
    "\u0394": r"\ensuremath{\Delta}",
    "\u03a3": r"\ensuremath{\Sigma}",
    "\u03a6": r"\ensuremath{\Phi}",
    "\u03a8": r"\ensuremath{\Psi}",
    "\u03a9": r"\ensuremath{\Omega}",
    "\u0398": r"\ensuremath{\Theta}",
    "\u039b": r"\ensuremath{\Lambda}",
    "\u0393": r"\ensuremath{\Gamma}",
}
_GREEK = {
    chr(code): unicodedata.name(chr(code)).split()[-1].lower()
    for code in range(0x3B1, 0x3CA)
    if code != 0x3C2
}
_GREEK["λ"] = "lambda"
_SIGNS |= {letter: rf"\ensuremath{{\{name}}}" for letter, name in _GREEK.items()}
_OMICRON = {"\u03bf": "o"}
_ALL = _ESCAPES | _SIGNS | _OMICRON
#: Characters of T1 fonts beyond ASCII.
_LATIN = re.compile(r"[\u00c0-\u017f]")
#: Commands that print a letter or a hyphen.
_AS_IT_LOOKS = re.compile(r"[\w-]?")
_BACK = sorted(
    ((code, sign) for sign, code in _ALL.items() if not _AS_IT_LOOKS.fullmatch(code)),
    key=lambda pair: -len(pair[0]),
)
_CODE = re.compile("|".join(re.escape(code) for code, _ in _BACK))


def escaped(text: str) -> str:
    """Return text as LaTeX code; a character that the fonts lack is replaced by its code point."""
    return "".join(map(_escaped, text))


def _escaped(sign: str) -> str:
    if sign in _ALL:
        return _ALL[sign]
    if sign.isascii() or _LATIN.match(sign):
        return sign
    plain = unicodedata.normalize("NFKD", sign).encode("ascii", "ignore").decode()
    return "".join(_ALL.get(letter, letter) for letter in plain) or rf"\texttt{{U+{ord(sign):04X}}}"


def unescaped(code: str) -> str:
    """Return the text that `escaped` converted."""
    signs = dict(_BACK)
    return _CODE.sub(lambda match: signs[match[0]], code)
