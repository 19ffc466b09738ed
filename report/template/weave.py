"""Weaves templates and rows into Markdown documents for Quarto and pandoc."""

from __future__ import annotations

import re
import traceback
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from jinja2 import TemplateError as JinjaError

from report.rows.errors import Fault, ReportError, TemplateError, exception_text
from report.rows.ledger import Ledger, location
from report.rows.stat import Stat
from report.rows.styles import STYLES
from report.template.apa_phrases import words, words_capital
from report.template.broken_references import references
from report.template.filters import filters_of
from report.template.float_markdown import figure_markdown, label, table_markdown
from report.template.float_numbers import float_numbers, float_prefix
from report.template.front_matter import front_faults
from report.template.grid_tables import aligned
from report.template.inline_markdown import sanitised_markdown
from report.template.jinja_environment import environment
from report.template.journal_layout import laid_out
from report.template.ledger_names import LedgerPath, roots
from report.template.project_metadata import project_metadata_faults, with_project_metadata
from report.template.spans import REFERENCE, claim_span, literal_span, numbered
from report.template.styled_text import styled
from report.template.template_sources import sources_of
from report.template.unknown_names import KnownNames, check
from report.template.weaving_context import Context
from report.template.yaml_metadata import quoted
from report.text.language import language_of
from report.text.language import words as words_of

#: Blank lines that macros and comments leave above the front matter, which pandoc expects at the start.
_FRONT_BELOW = re.compile(r"\A\s+(?=---[ \t]*\n)")
_SEE = re.compile(rf"{REFERENCE}([a-z-]+)\|([a-z0-9-]+){REFERENCE}")


@dataclass(frozen=True)
class Woven:
    """A woven document, and the labels of its floats in reading order."""

    name: str
    markdown: str
    floats: tuple[str, ...]


def weave(sources: Mapping[str, str], documents: tuple[str, ...], context: Context) -> dict[str, Woven]:
    """Weave the documents `<name>.qmd.j2`; the unknown names in all of them are raised together."""
    jinja = environment(sources)
    filters = filters_of(context.filters)
    jinja.filters.update(filters)
    starts = {document: f"{document}.qmd.j2" for document in documents}
    absent = [
        Fault("templates", f"{each} does not exist", "create it")
        for each in starts.values()
        if each not in sources
    ]
    if absent:
        raise TemplateError(absent)
    read = {document: sources_of(jinja, sources, start) for document, start in starts.items()}
    known = KnownNames(
        context.ledger,
        context.tables,
        context.figures,
        {*names_in_templates(context, []), *jinja.globals},
        jinja.filters,
        filters,
        context.root,
        context.modules,
    )
    names = references(read, sources, context)
    faults = [fault for each in read.values() for fault in check(each, known)]
    faults += _active_symbols(context.ledger)
    _raise([*faults, *(fault for each in names.values() for fault in each.unresolved())])
    woven = {document: _woven(jinja, document, start, context) for document, start in starts.items()}
    _raise(fault for name, each in woven.items() for fault in names[name].unresolved_in(each.markdown))
    whole = {
        name: _with_references(each, woven, sources[starts[name]], context) for name, each in woven.items()
    }
    _raise(_metadata_faults(whole, sources, context))
    return whole


def _metadata_faults(
    woven: Mapping[str, Woven], sources: Mapping[str, str], context: Context
) -> Iterator[Fault]:
    yield from project_metadata_faults(context.root)
    for name, each in woven.items():
        start = f"{name}.qmd.j2"
        yield from front_faults(each.markdown, f"templates/{start}", sources[start], context.root)


def _active_symbols(ledger: Ledger) -> Iterator[Fault]:
    """Faults of symbols with active Markdown: they are inserted as Markdown, so only emphasis is allowed."""
    rows = {row.symbol: row for row in ledger.values() if isinstance(row, Stat) and row.symbol}
    for symbol, row in rows.items():
        if sanitised_markdown(symbol) != symbol:
            where = location(row) if row.source else row.id
            remedy = "write letters, *emphasis*, sub~scripts~ or super^scripts^"
            yield Fault(where, f"the symbol of {row.id} is not plain inline Markdown: {symbol}", remedy)


def _raise(faults: Iterable[Fault]) -> None:
    found = dict.fromkeys(faults)
    if found:
        raise TemplateError(found)


def woven_with_marks(
    jinja: Any,
    woven: Mapping[str, Woven],
    name: str,
    context: Context,
    unmarked_above: Callable[[str], str],
    sources: Mapping[str, str],
) -> str:
    """A document woven again from templates with private marks, next to the documents without them."""
    start = f"{name}.qmd.j2"
    marked = _woven(jinja, name, start, context)
    marked = Woven(name, unmarked_above(marked.markdown), marked.floats)
    return _with_references(marked, woven, sources[start], context).markdown


def _woven(jinja: Any, document: str, start: str, context: Context) -> Woven:
    floats: list[str] = []
    try:
        markdown = jinja.get_template(start).render(
            {**roots(context.ledger), **names_in_templates(context, floats)}
        )
    except ReportError as error:
        where = _template_line(error, start)
        raise TemplateError(Fault(where, fault.what, fault.remedy) for fault in error.faults) from None
    except Exception as error:
        message = str(error) if isinstance(error, JinjaError) else exception_text(error)
        raise TemplateError(Fault(_template_line(error, start), message, "correct the tag")) from None
    whole = with_project_metadata(_FRONT_BELOW.sub("", markdown), context.root)
    return Woven(document, numbered(whole), tuple(floats))


def _template_line(error: BaseException, start: str) -> str:
    frames = traceback.extract_tb(error.__traceback__)
    lines = [
        f"templates/{frame.filename}:{frame.lineno}" for frame in frames if frame.filename.endswith(".j2")
    ]
    return lines[-1] if lines else f"templates/{start}"


def names_in_templates(context: Context, floats: list[str]) -> dict[str, Any]:
    """The functions and facts that every template may use."""
    ledger = context.ledger
    return {
        "build": ledger.build,
        "synthetic": ledger.build.synthetic,
        "anonymous": context.manuscript.anonymous,
        "claim": lambda id, yes, no: _claim(ledger, id, yes, no),
        "holds": lambda id: ledger.claim(id).holds,
        "table": _table(context, floats),
        "figure": _figure(context, floats),
        "literal": lambda value, reason: literal_span(str(value), reason),
        "see": lambda document, target: f"{REFERENCE}{document}|{target}{REFERENCE}",
        "words": words,
        "Words": words_capital,
        "Name": LedgerPath,
    }


def _claim(ledger: Ledger, id: str, yes: str, no: str) -> str:
    row = ledger.claim(id)
    return claim_span(row, yes if row.holds else no)


def _table(context: Context, floats: list[str]) -> Callable[[str], str]:
    def table(name: str) -> str:
        _once(label("tbl", name), floats)
        return table_markdown(name, context.tables[name], context.ledger)

    return table


def _once(float_: str, floats: list[str]) -> None:
    """Raise a fault if a float is placed twice in a document, since its number and label must be unique."""
    if float_ in floats:
        raise TemplateError(Fault("", f"{float_} is placed here a second time", f"refer to it as @{float_}"))
    floats.append(float_)


def _figure(context: Context, floats: list[str]) -> Callable[[str], str]:
    def figure(name: str) -> str:
        _once(label("fig", name), floats)
        drawn, width_mm = context.figures[name]
        return figure_markdown(name, drawn, context.ledger, width_mm)

    return figure


def _with_references(each: Woven, woven: Mapping[str, Woven], template: str, context: Context) -> Woven:
    """Replace references into other documents by the number that the float has there; print the text in its style."""

    def reference(match: re.Match[str]) -> str:
        document, target = match.groups()
        floats = float_numbers(woven[document].markdown) if document in woven else {}
        if target not in floats:
            raise TemplateError(
                Fault(
                    f"templates/{each.name}.qmd.j2",
                    f"{document} has no {target}",
                    f"it has {', '.join(floats) or 'no table and no figure'}",
                )
            )
        kind, number = target.split("-")[0], floats[target]
        word = words_of(language_of(woven[each.name].markdown))[f"crossref-{kind}-title"]
        prefix = float_prefix(woven[document].markdown)
        return f'[{word}\u00a0{prefix}{number}]{{.see data-document="{document}" data-target="{target}"}}'

    style = STYLES[context.ledger.build.style]
    text = laid_out(styled(_SEE.sub(reference, each.markdown), style), context.manuscript)
    file = f"templates/{each.name}.qmd.j2"
    markdown = quoted(aligned(text, file, template), file, template)
    return Woven(each.name, markdown, each.floats)
