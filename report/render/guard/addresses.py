"""Checks links, attributes and styles; each check returns the reason for rejection, or an empty string."""

from __future__ import annotations

import re
from posixpath import normpath
from urllib.parse import unquote

#: Schemes that are safe to follow; every other scheme can run code or read files.
SCHEMES = ("http", "https", "mailto", "tel", "doi")
_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):")
#: Characters that browsers ignore before and inside a scheme.
_IGNORED = re.compile(r"[\x00-\x20\x7f-\xa0\u1680\u180e\u2000-\u200f\u2028-\u202f\u205f\u2060\u3000\ufeff]+")
_NAME = re.compile(r"[A-Za-z_][\w.-]*(?::[\w.-]+)?")
#: Attributes that name a file or an address, or that act on the page; pandoc's self-containment reads some of them.
_NAMING = re.compile(
    r"(?:data-)?(?:src\w*|href|poster|background[\w-]*|bg[\w-]*)|xlink:href|xml:base|srcset|action|formaction|ping"
    r"|cite|data|codebase|classid|archive|code|manifest|profile|longdesc|usemap|lowsrc|dynsrc|http-equiv|content"
    r"|srcdoc|target|rel|is|slot|part|contenteditable|autofocus|accesskey|attributionsrc|imagesrcset|xmlns\S*"
)
_STYLES = re.compile(
    r"(?:(?:background-)?color|font(?:-\w+)*|text-(?:align|decoration|transform|indent)|letter-spacing|line-height"
    r"|(?:margin|padding|border)(?:-[a-z]+)*|(?:min-|max-)?(?:width|height)|vertical-align|white-space"
    r"|list-style-type|float|clear|column(?:s|-count|-gap)|break-(?:before|after|inside)"
    r"|page-break-(?:before|after|inside)|orphans|widows|hyphens)"
)
_STYLE_VALUE = re.compile(r"[\w\s.,#%+!-]*(?:\b(?:rgba?|hsla?|calc)\([\w\s.,%/*+-]*\)[\w\s.,#%+!-]*)*")


def scheme_of(address: str) -> str:
    """The scheme of an address as a browser parses it, in lower case; empty for a relative address."""
    found = _SCHEME.match(_IGNORED.sub("", address))
    return found[1].lower() if found else ""


def refused_link(target: str, folder: str = "") -> str:
    """Why a link must not be published; `folder` is the document's folder relative to the project."""
    scheme = scheme_of(target) or scheme_of(unquote(target))
    if scheme:
        return "" if scheme in SCHEMES else f"links to a {scheme}: address"
    plain = _IGNORED.sub("", target)
    if "\\" in plain or plain.startswith("/"):
        return "links to a file on this computer"
    if outside(plain.split("#")[0].split("?")[0], folder):
        return "links to a file outside the project"
    return ""


def outside(path: str, folder: str = "") -> bool:
    """Whether a relative path leads out of the project."""
    return normpath(f"{folder or '.'}/{path}").split("/")[0] == ".."


def refused_attribute(name: str, value: str) -> str:
    """Why an attribute must not be published."""
    lower = name.lower()
    if lower.startswith("on") or not _NAME.fullmatch(name):
        return f"has the attribute {name}, which can run code"
    if _NAMING.fullmatch(lower):
        return f"has the attribute {name}, which can load a file or act on the page"
    if lower == "style" and not _is_plain_style(value):
        return f"has a style that is not plain: {value}"
    return ""


def _is_plain_style(style: str) -> bool:
    """Whether a style sets only colours, fonts and distances."""
    for declaration in filter(str.strip, style.split(";")):
        name, _, value = (part.strip() for part in declaration.partition(":"))
        if not _STYLES.fullmatch(name.lower()) or not _STYLE_VALUE.fullmatch(value):
            return False
    return True
