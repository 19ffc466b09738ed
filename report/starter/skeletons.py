"""The files of a new project, from the templates in the folder `skeleton`."""

from __future__ import annotations

import json
import warnings
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any
from unicodedata import east_asian_width

from report.data.dictionary import Dictionary, read_dictionary
from report.data.typed_frames import read_frame
from report.results.summaries import demographics, descriptives
from report.rows.stat import Stat
from report.starter.plan import Plan
from report.starter.project_names import ProjectName

if TYPE_CHECKING:
    from jinja2 import Environment
    from pandas import DataFrame

SKELETON = Path(__file__).with_name("skeleton")
_WIDTH, _FEW = 100, 20
_NAMES = {"gitignore": ".gitignore"}


@dataclass(frozen=True)
class Named:
    """A column as the text names it: its part of ids, and its label or the row that prints it."""

    part: str
    label: str


def write_skeleton(root: Path, name: ProjectName, file: str, plan: Plan, synthetic: bool) -> None:
    """Write all files; those that exist, such as the data, stay."""
    context = _context(root, file, plan) | {
        "title": name.title,
        "package": name.package,
        "file": file,
        "plan": plan,
        "synthetic": synthetic,
    }
    environment = _environment()
    for template in sorted(SKELETON.rglob("*.jinja")):
        source = template.relative_to(SKELETON).as_posix()
        target = root / source.removesuffix(".jinja")
        target = target.with_name(_NAMES.get(target.name, target.name))
        target.parent.mkdir(parents=True, exist_ok=True)
        text = environment.get_template(source).render(context)
        target.write_text(text, encoding="utf-8")


def _environment() -> Environment:
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    made = Environment(
        block_start_string="[%",
        block_end_string="%]",
        variable_start_string="[[",
        variable_end_string="]]",
        comment_start_string="[#",
        comment_end_string="#]",
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        undefined=StrictUndefined,
        loader=FileSystemLoader(SKELETON),
    )
    made.filters.update(literal=literal, string=string, names=tuple_of, sentence=sentence, inner=inner)
    return made


def literal(text: str) -> str:
    """A text in double quotes, as Python and YAML read it."""
    return json.dumps(text, ensure_ascii=not text.isprintable())


def string(text: str) -> str:
    """A string literal of Python as ruff formats it: in the quotes that need fewer escapes."""
    if text.count('"') <= text.count("'"):
        return literal(text)
    return "'" + literal(text)[1:-1].replace('\\"', '"').replace("'", "\\'") + "'"


def tuple_of(names: Sequence[str], before: str = "") -> str:
    """A tuple of strings as ruff formats it after the text that precedes it on its line."""
    texts = [string(each) for each in names]
    line = f"({', '.join(texts)}{',' if len(texts) == 1 else ''})"
    if columns(before + line) <= _WIDTH:
        return line
    return "(\n" + "".join(f"    {each},\n" for each in texts) + ")"


def columns(text: str) -> int:
    """The width of a text in a terminal, where letters of East Asian scripts take two columns."""
    return sum(2 if east_asian_width(each) in "WF" else 1 for each in text)


def sentence(text: str) -> str:
    """A text that begins a sentence."""
    return text[:1].upper() + text[1:]


def inner(text: str) -> str:
    """A label inside a sentence: in lower case, unless its first word is an abbreviation or a name of many capitals."""
    return text[:1].lower() + text[1:] if text[1:2].islower() or text[1:2] == " " else text


def _context(root: Path, file: str, plan: Plan) -> dict[str, Any]:
    """What the text says of the columns: it names rows that exist, as the study will yield them."""
    name = "data/dictionary.yaml"
    dictionary = read_dictionary((root / name).read_text(encoding="utf-8"), name)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        people = read_frame(root / "data" / file, f"data/{file}", dictionary)
        rows = {row.id: row for row in _rows(people, plan, dictionary)}
    measured = [Named(plan.part(each), _label(rows, "measures", plan.part(each))) for each in plan.numbers]
    return {
        "few": len(people) < _FEW,
        "measured": measured,
        "first": measured[0] if measured else None,
        "second": measured[1] if len(measured) > 1 else None,
        "outcome_label": _label(rows, "measures", plan.part(plan.outcome)) if plan.outcome else "",
        "drawn_alt": ", ".join(_in_figure(rows, plan.part(each)) for each in plan.drawn),
        "summaries": list(_summaries(plan)),
        **_groups(rows, plan, dictionary),
    }


def _rows(people: DataFrame, plan: Plan, dictionary: Dictionary) -> Iterator[Stat]:
    """The rows whose labels the text prints."""
    described = plan.described or (plan.group,) if plan.group else plan.described
    sample = demographics("sample", people, by=plan.group, variables=described, dictionary=dictionary)
    measures = (
        descriptives("measures", people, variables=plan.numbers, dictionary=dictionary)
        if plan.numbers
        else ()
    )
    return chain(sample, measures)


def _label(rows: Mapping[str, Stat], id: str, part: str) -> str:
    """A variable's label in text, or the row that prints it."""
    if f"{id}.{part}.label" in rows:
        return f"<< {id}.{part}.label >>"
    label = next(
        each.about["variable_label"] for each in rows.values() if each.id.startswith(f"{id}.{part}.")
    )
    return label


def _in_figure(rows: Mapping[str, Stat], part: str) -> str:
    label = _label(rows, "measures", part)
    return (
        f"{{measures.{part}.label}}" if label.startswith("<<") else label.replace('"', "'").replace("\\", "/")
    )


def _summaries(plan: Plan) -> Iterator[str]:
    """The functions that the study imports, in order."""
    yield from ["correlations"] if plan.numbers[1:] else []
    yield "demographics"
    yield from ["descriptives"] if plan.numbers else []
    yield from ["histograms"] if plan.drawn else []
    yield from ["likert"] if plan.items else []


def _groups(rows: Mapping[str, Stat], plan: Plan, dictionary: Dictionary) -> dict[str, Any]:
    """The two groups: parts of ids, labels, and codes as Python writes them."""
    found = {row.about["group"]: row.about["group_label"] for row in rows.values() if "group" in row.about}
    labels = [
        f"<< sample.{part}.label >>" if f"sample.{part}.label" in rows else text
        for part, text in found.items()
    ]
    field = dictionary.fields.get(plan.group)
    codes = (
        []
        if field is None
        else ["1", "0"]
        if field.type == "boolean"
        else [string(code) for code in field.categories]
    )
    return {"groups": list(found), "group_labels": labels, "codes": codes}
