"""Decodes symbols that Word stores as a font and a code: `w:sym`."""

from __future__ import annotations

#: The characters of the font Symbol that differ from ASCII, by code.
_SYMBOL = {
    0x2D: "\u2212", 0x2A: "\u2217", 0xA3: "≤", 0xB3: "≥", 0xB1: "±", 0xB4: "×", 0xB9: "≠", 0xBA: "≡",
    0xBB: "≈", 0xA5: "∞", 0xAE: "→", 0xAC: "←", 0xAB: "↔", 0xB0: "°", 0xB7: "•", 0xBC: "…", 0xB2: "″",
    0xA2: "′", 0xD6: "√", 0xE5: "∑", 0x44: "Δ", 0x46: "Φ", 0x47: "Γ", 0x4C: "Λ", 0x53: "Σ", 0x57: "Ω",
    0x59: "Ψ", 0x51: "Θ", 0x61: "α", 0x62: "β", 0x63: "χ", 0x64: "δ", 0x65: "ε", 0x66: "φ", 0x67: "γ",
    0x68: "η", 0x6B: "κ", 0x6C: "λ", 0x6D: "μ", 0x6E: "ν", 0x70: "π", 0x71: "θ", 0x72: "ρ", 0x73: "σ",
    0x74: "τ", 0x77: "ω", 0x78: "ξ", 0x79: "ψ", 0x7A: "ζ",
}  # fmt: skip
#: The characters of Wingdings that Word puts in place of typed arrows and faces, and its circled numbers from 0 to 10.
_WINGDINGS = {
    0x4A: "☺", 0x4C: "☹", 0xA7: "▪", 0xDF: "←", 0xE0: "→", 0xE1: "↑", 0xE2: "↓", 0xE7: "⬅", 0xE8: "➔", 0xF0: "⇨",
    0xF3: "⇔", 0xFB: "✗", 0xFC: "✓",
} | {0x80 + place: str(place % 11) for place in range(22)}  # fmt: skip
_FONTS = {"symbol": _SYMBOL, "wingdings": _WINGDINGS}
_PRIVATE = range(0xF000, 0xF100)


def symbol(font: str, code: str) -> str:
    """The character of a font at a hexadecimal code; symbol fonts start at F000."""
    try:
        value = int(code, 16)
    except ValueError:
        return ""
    if value in _PRIVATE:
        value -= _PRIVATE.start
    known = _FONTS.get(font.casefold(), {}).get(value)
    return known or (chr(value) if 0x20 <= value < 0xD800 else "")
