"""One character for each sign, space and Greek letter, however a text or a font encodes it.

Fonts of mathematical signs map their characters wrongly: those of several publishers are extracted from PDF files as
letters of rare alphabets (`t(28) \u03ed \u03ea2.20, p \u03fd .05`), and the font Symbol as codes of private use.
"""

from __future__ import annotations

from report.text.reading.symbols import symbol

_SIGNS = {
    **dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2212\uff0d\ufe63\u02d7\u207b\u03ea\u2afa", "-"),
    **dict.fromkeys(
        "\u00a0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u3000\t", " "
    ),
    **dict.fromkeys("\u00b7\u2219\u22c5\u2027", "."),
    **dict.fromkeys("\uff1c\u2039\u3008\u03fd\u2b0d\ufe64≪", "<"),
    **dict.fromkeys("\uff1e\u203a\u3009\u03fe\u2b0e\ufe65≫", ">"),
    **dict.fromkeys("≦⩽\u0545\u2c55", "≤"),
    **dict.fromkeys("≧⩾\u0546\u2c56", "≥"),
    **dict.fromkeys("≅≃∼~", "≈"),
    **dict.fromkeys("×⋅\u03eb\u2afb", "x"),
    **dict.fromkeys("∗⁎＊", "*"),
    **dict.fromkeys("𝜒𝝌𝛘𝞆ꭓΧχ\u2439", "χ"),
    **dict.fromkeys("𝛽𝜷𝛃ßϐ\u2424", "β"),
    **dict.fromkeys("𝜂𝜼\u2429", "η"),
    **dict.fromkeys("𝛥Δ∆\u230c", "Δ"),
    **dict.fromkeys("²", "2"),
    **dict(zip("₀₁₂₃₄₅₆₇₈₉₍₎₌", "0123456789()=", strict=True)),
    **dict.fromkeys("“”„", '"'),
    **dict.fromkeys("‘’′", "'"),
    **dict.fromkeys("＝\u03ed\u2afd\ufe66", "="),
    **dict.fromkeys("\u03e9\u2af9", "+"),
    **dict.fromkeys("\u03ee\u2afe", "±"),
    "\u2423": "α",
    "\u242e": "μ",
    "\u2433": "ρ",
    "\u2434": "σ",
    "\u2436": "τ",
    "\u243b": "ω",
    "，": ",",
    "（": "(",
    "）": ")",
}
#: The characters of the font Symbol at their codes of private use.
_OF_SYMBOL = {code: symbol("symbol", f"{code:X}") for code in range(0xF021, 0xF0FF)}
#: For `str.translate`: each character that has a plain equivalent.
SIGNS = {
    **{code: _SIGNS.get(plain, plain) for code, plain in _OF_SYMBOL.items() if len(plain) == 1},
    **str.maketrans(_SIGNS),
}
