"""Expands the extension's shortcodes in hand-written documents, for rendering without Quarto."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import TypeVar

from report.rows.errors import Fault, TemplateError
from report.rows.suggestions import did_you_mean
from report.template.phrasebook import PLAIN, Phrasebook
from report.template.spans import UNNUMBERED, numbered

Entry = TypeVar("Entry")
#: Three braces show a shortcode; the filter constructs.lua prints them as two, as Quarto does.
_SHORTCODE = re.compile(
    r"""\{\{\{<(?P<shown>.*?)>\}\}\}
      | \{\{<\s*(?P<name>(?:(?!>\}\})\S)+)(?P<rest>(?:(?!\{\{<|\n[ \t]*\n).)*?)>\}\}
      | (?P<open>\{\{<)
    """,
    re.DOTALL | re.VERBOSE,
)
#: Code, formulas and raw content, in which a number would be printed without its row.
_SILENT = re.compile(
    r"""^[ \t]*(?P<fence>`{3,}|~{3,})[^\n]*\n(?:.*?\n)?[ \t]*(?P=fence)[`~]*[ \t]*$
      | (?<![\\`])(?P<ticks>`+)(?!`)(?:(?!\n[ \t]*\n).)+?(?<!`)(?P=ticks)(?!`)
      | (?<![\\$])\$\$(?:(?!\n[ \t]*\n).)+?\$\$
      | (?<![\\$])\$(?![\s$])(?:(?!\n[ \t]*\n)[^$])+?(?<![\s\\])\$(?!\d)
      | <!--.*?-->
      | <(?P<tag>script|style|pre|textarea)\b.*?</(?P=tag)>
      | <[A-Za-z][^<>\n]*?\{\{<[^\n]*?>\}\}[^<>\n]*>
    """,
    re.DOTALL | re.MULTILINE | re.VERBOSE,
)
#: The options of each shortcode; its only other argument is a name.
_OPTIONS = {"stat": ("format", "of"), "claim": ("yes", "no"), "statfigure": (), "stattable": ()}
_FLOATS = ("statfigure", "stattable")
_ARGUMENT = re.compile(r"""(?:(?P<key>[\w-]+)=)?(?:"(?P<double>[^"]*)"|'(?P<single>[^']*)'|(?P<bare>\S+))""")


@dataclass(frozen=True)
class ShortcodeCall:
    """A shortcode with its arguments."""

    name: str
    words: tuple[str, ...]
    options: Mapping[str, str]

    @property
    def id(self) -> str:
        """The name that the shortcode refers to: its first word."""
        return self.words[0] if self.words else ""


class UnknownError(Exception):
    """A shortcode that cannot be expanded: the fault and the remedy."""


def expanded(text: str, name: str, book: Phrasebook) -> str:
    """A document with its shortcodes expanded and its numbers counted; all unknown names are raised together."""
    faults: list[Fault] = []
    silent = [match.span() for match in _SILENT.finditer(text)]

    def expansion(match: re.Match[str]) -> str:
        if match["shown"] is not None:
            return match[0]
        try:
            _check_place(match, silent)
            return _expansion(_call(match["name"], match["rest"]), book)
        except UnknownError as error:
            line = text.count("\n", 0, match.start()) + 1
            faults.append(Fault(f"{name}:{line}", *error.args))
            return ""

    result = _SHORTCODE.sub(expansion, text)
    if faults:
        raise TemplateError(faults)
    return numbered(result)


def _check_place(match: re.Match[str], silent: Iterable[tuple[int, int]]) -> None:
    """Reject a shortcode that is not closed or cannot be traced at its position, and a float inside a sentence."""
    if match["open"]:
        raise UnknownError("opens a shortcode that is not closed", "end it with >}} in the same paragraph")
    if any(start <= match.start() < end for start, end in silent):
        what = f"calls {match['name']} inside code, a formula, a comment or raw HTML"
        raise UnknownError(what, "call it in the text, or show it as {{{< … >}}}")
    text, (start, end) = match.string, match.span()
    line = text[text.rfind("\n", 0, start) + 1 : start] + text[end:].partition("\n")[0]
    if match["name"] in _FLOATS and line.strip():
        raise UnknownError(f"calls {match['name']} inside a sentence", "put it in a separate paragraph")


def _call(name: str, rest: str) -> ShortcodeCall:
    words, options = [], {}
    for match in _ARGUMENT.finditer(rest):
        value = next(part for part in match.group("double", "single", "bare") if part is not None)
        if match["key"]:
            options[match["key"]] = value
        else:
            words.append(value)
    return ShortcodeCall(name, tuple(words), options)


def _expansion(call: ShortcodeCall, book: Phrasebook) -> str:
    if call.name not in _EXPANSIONS:
        known = ", ".join(_EXPANSIONS)
        raise UnknownError(f"no shortcode named {call.name}", f"there are {known}; others require Quarto")
    _check_arguments(call)
    return _EXPANSIONS[call.name](call, book)


def _check_arguments(call: ShortcodeCall) -> None:
    """Reject arguments that a shortcode would otherwise ignore."""
    options = _OPTIONS[call.name]
    taken = f"its options are {' and '.join(options)}" if options else "it has no options"
    for option in call.options:
        if option not in options:
            raise UnknownError(f"{call.name} has no option {option}", taken)
    if len(call.words) != 1:
        what = f"{call.name} has {len(call.words)} names: {' '.join(call.words) or 'nothing'}"
        raise UnknownError(what, f"give one name; {taken}")


def _stat(call: ShortcodeCall, book: Phrasebook) -> str:
    phrased: dict[str, str] = _found(call.id, book["stats"], "statistic")
    format = call.options.get("format", PLAIN)
    key = f"{format} of {call.options['of']}" if "of" in call.options else format
    if key not in phrased:
        raise UnknownError(f"{call.id} has no format {key}", f"it has {', '.join(sorted(phrased))}")
    return phrased[key]


def _claim(call: ShortcodeCall, book: Phrasebook) -> str:
    holds: bool = _found(call.id, book["claims"], "claim")
    if not {"yes", "no"} <= call.options.keys():
        raise UnknownError(f"claim {call.id} lacks a yes or no text", 'write yes="…" no="…"')
    text = call.options["yes" if holds else "no"]
    return f'[{text}]{{#{UNNUMBERED} .claim data-claim="{call.id}"}}'


def _table(call: ShortcodeCall, book: Phrasebook) -> str:
    return f"\n{_found(call.id, book['tables'], 'table')}\n"


def _figure(call: ShortcodeCall, book: Phrasebook) -> str:
    return f"\n{_found(call.id, book['figures'], 'figure')}\n"


_EXPANSIONS: dict[str, Callable[[ShortcodeCall, Phrasebook], str]] = {
    "stat": _stat,
    "claim": _claim,
    "statfigure": _figure,
    "stattable": _table,
}


def _found(id: str, entries: Mapping[str, Entry], kind: str) -> Entry:
    if id not in entries:
        raise UnknownError(f"no {kind} named {id}", did_you_mean(id, entries, "`report list` shows all ids"))
    return entries[id]
