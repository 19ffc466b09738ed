"""Embeds the fonts in a Word file, so that its pages look the same on machines without them."""

from __future__ import annotations

from uuid import NAMESPACE_URL, UUID, uuid5

from report.drawing.fonts import SANS, SERIF, font_files
from report.render.word.namespaces import FONTS, xml
from report.render.word.package import Package

#: Common substitutes for programs that do not read embedded fonts.
_INSTEAD = {SERIF: ("Georgia", "roman"), SANS: ("Calibri", "swiss")}
_CUTS = (("Regular", "Regular"), ("Bold", "Bold"), ("Italic", "It"), ("BoldItalic", "BoldIt"))
_SCRAMBLED = 32


def embed_fonts(package: Package) -> None:
    """Embed the styles of both font families in a file, with a font table."""
    package.add(FONTS, xml("<w:fonts/>"))
    package.extension("odttf", "application/vnd.openxmlformats-officedocument.obfuscatedFont")
    fonts = (_font(package, family) for family in (SERIF, SANS))
    package.add(FONTS, xml(f"<w:fonts>{''.join(fonts)}</w:fonts>"))


def _font(package: Package, family: str) -> str:
    instead, kind = _INSTEAD[family]
    cuts = "".join(_cut(package, family, place, cut) for place, cut in _CUTS)
    return (
        f'<w:font w:name="{family}"><w:altName w:val="{instead}"/><w:charset w:val="00"/>'
        f'<w:family w:val="{kind}"/><w:pitch w:val="variable"/>{cuts}</w:font>'
    )


def _cut(package: Package, family: str, place: str, cut: str) -> str:
    name = f"{family.replace(' ', '')}-{cut}"
    key = uuid5(NAMESPACE_URL, f"urn:tracepaper:font:{name}")
    part = f"word/fonts/{name}.odttf"
    package.add(part, scrambled(font_files()[name].path.read_bytes(), key))
    id = package.relate(FONTS, "font", part)
    return f'<w:embed{place} r:id="{id}" w:fontKey="{{{str(key).upper()}}}"/>'


def scrambled(font: bytes, key: UUID) -> bytes:
    """A font obfuscated as Office embeds it: its first bytes XORed with those of a key in reverse order."""
    mask = key.bytes[::-1] * 2
    return bytes(one ^ other for one, other in zip(font, mask, strict=False)) + font[_SCRAMBLED:]
