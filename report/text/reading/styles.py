"""Style rules of a page that hide, cover or add text, its drawings, and its scripts."""

from __future__ import annotations

import contextlib
import json
import re
from collections.abc import Collection, Iterator
from hashlib import sha256
from html import unescape
from typing import TYPE_CHECKING, Any

from report.text.reading.colours import Colours
from report.text.reading.drawings import drawing_names

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_COMMENT = re.compile(r"/\*(?:[^*]|\*(?!/))*\*/")
#: Declarations, without spaces, that hide text or strike it through.
_HIDES = re.compile(
    r"(?<![\w-])(?:display:none|visibility:(?:hidden|collapse)|opacity:0(?:\.0*)?(?![.\d])|font-size:0(?![.\d])"
    r"|font-size:(?:0?\.\d+|1(?:\.\d+)?)(?:px|pt)|font-size:0?\.0\d*r?em|content-visibility:hidden"
    r"|text-decoration(?:-line)?:[^;]*line-through|clip-path:(?!none)|text-indent:-\d{3,}|transform:scale\(0"
    r"|filter:[^;]*opacity\(0(?:\.0*)?%?\)"
    r"|-webkit-text-fill-color:|unicode-bidi:[^;]*override|clip:rect\((?:0|1px)"
    r"|(?:left|top|right|bottom|margin-left|margin-top):-\d{4,}px)"
)
#: Declarations, without spaces, that may move or cover text, show a picture behind it, or number list items.
_MAY_HIDE = re.compile(
    r"(?<![\w-])(?:position:(?:absolute|fixed|sticky)|margin(?:-\w+)*:(?:[^;-]+-)?-[\d.]*[1-9]"
    r"|(?:transform|translate|scale|rotate|offset-path):(?!none)[^;]*"
    r"|(?:-webkit-)?(?:mask|mask-image|mask-border):(?!none)|(?:-webkit-)?(?:backdrop-)?filter:(?!none)"
    r"|background(?:-image)?:[^;]*url\(|border-image(?:-source)?:[^;]*url\("
    r"|mix-blend-mode:(?!normal)|(?:max-)?(?:width|height|inline-size|block-size):0(?![.\d])|letter-spacing:-[^;]*em"
    r"|zoom:|counter-(?:reset|increment|set):(?!none)|list-style(?:-type)?:[^;]*[\"'\d]|(?<=;)order:|\Aorder:"
    r"|flex-direction:[^;]*reverse|(?:additive-)?symbols:|quotes:[^;]*\d|color:[^;]*(?:color-mix|device-cmyk)\()[^;]*"
)
#: A block of rules that apply on paper only.
_FOR_PRINT = re.compile(r"@media\s+print\s*\{(?:[^{}]*\{[^{}]*\})*+[^{}]*\}", re.IGNORECASE)
_IMPORT = re.compile(r"@import\b", re.IGNORECASE)
_ADDS = re.compile(r"(?<![\w-])content:(?!none|normal|[\"']{2}|attr\(data-pad\))[^;]*")
#: Digits in added text, literal or as an escape; the hexadecimal digits of other escapes do not count.
_ADDS_DIGITS = re.compile(
    r"\{content:(?:[^\\\d]|\\(?!0*3\d)0{0,2}+[0-9a-f]{1,4}+|\\[^0-9a-f])*+(?:\d|\\0*3\d)"
)
#: White space, and what encloses a script in XHTML.
_ENCLOSING = re.compile(r"\s|<!--|-->|/\*<!\[CDATA\[\*/|/\*\]\]>\*/|(?://)?<!\[CDATA\[|(?://)?\]\]>")
_NAME = re.compile(r"[.#]([\w-]+)")
#: What a page shows on request, and hides otherwise.
_ON_REQUEST = "[hidden]"


def rules(tree: HtmlElement) -> tuple[str, ...]:
    """The rules for a screen that apply to something on a page and hide or add text, one for each selector."""
    used = {name for element in tree.iter() if isinstance(element.tag, str) for name in _names(element)}
    found = {
        rule for style in tree.iter("style") if _is_for_screens(style) for rule in _rules(style.text or "")
    }
    linked = not _is_made_by_quarto(tree) and any(
        "stylesheet" in (link.get("rel") or "").lower().split() for link in tree.iter("link")
    )
    imported = any(_IMPORT.search(_COMMENT.sub("", style.text or "")) for style in tree.iter("style"))
    used_rules = {
        rule for rule in found if all(name in used for name in _NAME.findall(rule.partition("{")[0]))
    }
    return (
        *sorted(used_rules),
        *["a linked style sheet"] * linked,
        *["an imported style sheet"] * imported,
        *dict.fromkeys(_of_elements(tree)),
        *dict.fromkeys(drawing_names(tree)),
        *dict.fromkeys(_unrecorded(tree)),
    )


def _unrecorded(tree: HtmlElement) -> Iterator[str]:
    """The scripts of a page; in a page that Quarto made, only those that were not recorded when it was published."""
    recorded = _record(tree) if _is_made_by_quarto(tree) else ()
    if recorded is None:
        yield "the scripts of a page that Quarto made without a record of them"
    else:
        yield from (each for each in scripts(tree) if each not in recorded)


def _record(tree: HtmlElement) -> Collection[object] | None:
    """The names of scripts that are recorded beside the ledger in a page."""
    text = next((each.text or "" for each in tree.iter("script") if each.get("id") == "ledger"), "")
    with contextlib.suppress(ValueError, KeyError, TypeError, RecursionError):
        names = json.loads(text)["scripts"]
        return names if isinstance(names, list) else None
    return None


def scripts(tree: HtmlElement) -> Iterator[str]:
    """The scripts of a page, each by the beginning of its hash, and its event handlers."""
    for element in (each for each in tree.iter() if isinstance(each.tag, str)):
        if element.tag == "script" and "json" not in (element.get("type") or ""):
            yield script_name(_address(element.get("src") or "") or element.text or "")
        yield from (f"handler {name}" for name in element.attrib if name.lower().startswith("on"))
        if "".join((element.get("href") or "").split()).lower().startswith("javascript:"):
            yield "handler href"


def _address(source: str) -> str:
    """The address of a script without the folder, which a browser that saves the page may change."""
    return source if source.startswith("data:") else source.rpartition("/")[2]


def script_name(code: str) -> str:
    """The name of a script in a note: the beginning of its hash."""
    plain = _ENCLOSING.sub("", unescape(code))
    return f"script {sha256(plain.encode()).hexdigest()[:8]}"


def can_change_numbers(rule: str) -> bool:
    """Whether a named part of a page is a script, an event handler, or a rule that adds digits to the text."""
    return rule.startswith(("script ", "handler ")) or _ADDS_DIGITS.search(rule) is not None


def _is_made_by_quarto(tree: HtmlElement) -> bool:
    """Whether Quarto made a page, whose own style sheets are linked."""
    made = (meta.get("content") or "" for meta in tree.iter("meta") if meta.get("name") == "generator")
    return any(each.startswith("quarto") for each in made)


def _names(element: Any) -> list[str]:
    return [*(element.get("class") or "").lower().split(), (element.get("id") or "").lower()]


def _is_for_screens(style: Any) -> bool:
    return "print" not in (style.get("media") or "").lower()


def _rules(text: str) -> Iterator[str]:
    for chunk in _FOR_PRINT.sub("", _COMMENT.sub("", text)).split("}"):
        head, _, body = chunk.rpartition("{")
        telling = _affecting_declaration(body)
        if telling:
            selectors = re.sub(r"\s+", " ", head.rpartition("{")[2].rpartition(";")[2]).lower().split(",")
            plain = (selector.strip() for selector in selectors)
            yield from (f"{each} {{{telling}}}" for each in plain if each and _ON_REQUEST not in each)


def _affecting_declaration(declarations: str) -> str:
    """The declaration that adds, hides, covers or moves text, without spaces; an empty string if none does."""
    plain = _plain(declarations)
    found = _ADDS.search(plain) or _HIDES.search(plain) or _MAY_HIDE.search(plain)
    if found:
        return found[0]
    return "" if Colours().within(declarations).shows else "text in the colour of its background"


def hides(declarations: str) -> bool:
    """Whether declarations hide text, whatever its colours are."""
    return _HIDES.search(_plain(declarations)) is not None


def _of_elements(tree: HtmlElement) -> Iterator[str]:
    """What the inline styles of a page may move or cover, or show as a picture."""
    for element in tree.iter():
        style = element.get("style") if isinstance(element.tag, str) else None
        if style and (found := _MAY_HIDE.search(_plain(style))):
            yield f"{element.tag} {{{found[0]}}}"
        if isinstance(element.tag, str) and element.get("background"):
            yield f"{element.tag} {{background}}"


def _plain(declarations: str) -> str:
    return re.sub(r"\s", "", declarations).lower()
