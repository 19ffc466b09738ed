"""The files of a new project, from the templates in the folder `skeleton`."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any
from unicodedata import east_asian_width

from report.data.column_guesses import Guesses
from report.data.dictionary import Dictionary, read_dictionary
from report.data.tabular_files import DataSheet
from report.starter.labels import groups, variable_label
from report.starter.plan import StudyPlan
from report.starter.project_names import ProjectName

if TYPE_CHECKING:
    from jinja2 import Environment

SKELETON = Path(__file__).with_name("skeleton")
_WIDTH, _FEW = 100, 20
_NAMES = {"gitignore": ".gitignore"}


@dataclass(frozen=True)
class Named:
    """A column in the text: its part of ids, and its label or the row that prints it."""

    part: str
    label: str


@dataclass(frozen=True)
class Data:
    """The data file of a new project, its columns, and the guesses about them."""

    file: str
    sheet: DataSheet
    guesses: Guesses
    synthetic: bool

    def cells_of(self, name: str) -> frozenset[str]:
        """The distinct cells of a column; empty if there is no such column."""
        return frozenset(cell for each in self.sheet.columns if each.name == name for cell in each.cells)


def write_skeleton(root: Path, name: ProjectName, data: Data, plan: StudyPlan) -> None:
    """Write all files; existing ones, such as the data, are kept."""
    context = _context(root, data.guesses, plan, data.cells_of(plan.group)) | {
        "title": name.title,
        "package": name.package,
        "file": data.file,
        "plan": plan,
        "synthetic": data.synthetic,
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
    made.filters.update(
        literal=literal,
        string=string,
        names=tuple_of,
        literals=tuple_of_literals,
        sentence=sentence,
        inner=inner,
    )
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
    return tuple_of_literals([string(each) for each in names], before)


def tuple_of_literals(texts: Sequence[str], before: str = "") -> str:
    """The same for values that are already Python literals."""
    line = f"({', '.join(texts)}{',' if len(texts) == 1 else ''})"
    if columns(before + line) <= _WIDTH:
        return line
    return "(\n" + "".join(f"    {each},\n" for each in texts) + ")"


def columns(text: str) -> int:
    """The width of a text in a terminal, where letters of East Asian scripts take two columns."""
    return sum(2 if east_asian_width(each) in "WF" else 1 for each in text)


def sentence(text: str) -> str:
    """A text with a capital first letter, as at the start of a sentence."""
    return text[:1].upper() + text[1:]


def inner(text: str) -> str:
    """A label inside a sentence: in lower case, unless its first word is an abbreviation or a name of many capitals."""
    return text[:1].lower() + text[1:] if text[1:2].islower() or text[1:2] == " " else text


def _context(root: Path, guesses: Guesses, plan: StudyPlan, cells: Collection[str]) -> dict[str, Any]:
    """The variables of the text templates: they name the rows that the study will yield."""
    name = "data/dictionary.yaml"
    dictionary = read_dictionary((root / name).read_text(encoding="utf-8"), name)
    measured = [Named(plan.part(each), _measure(each, plan, dictionary)) for each in plan.numbers]
    return {
        "few": guesses.length < _FEW,
        "measured": measured,
        "first": measured[0] if measured else None,
        "second": measured[1] if len(measured) > 1 else None,
        "outcome_label": _measure(plan.outcome, plan, dictionary) if plan.outcome else "",
        "drawn_alt": ", ".join(_in_figure(each, plan, dictionary) for each in plan.drawn),
        "summaries": list(_summaries(plan)),
        **_groups(plan, dictionary, cells),
    }


def _measure(name: str, plan: StudyPlan, dictionary: Dictionary) -> str:
    """The label of a column of numbers, or the row that prints it."""
    return variable_label("measures", name, plan, dictionary)


def _in_figure(name: str, plan: StudyPlan, dictionary: Dictionary) -> str:
    label = _measure(name, plan, dictionary)
    if label.startswith("<<"):
        return f"{{measures.{plan.part(name)}.label}}"
    return label.replace('"', "'").replace("\\", "/")


def _summaries(plan: StudyPlan) -> Iterator[str]:
    """The functions that the study imports, in order."""
    yield from ["correlations"] if plan.numbers[1:] else []
    yield "demographics"
    yield from ["descriptives"] if plan.numbers else []
    yield from ["histograms"] if plan.drawn else []
    yield from ["likert"] if plan.items else []


def _groups(plan: StudyPlan, dictionary: Dictionary, cells: Collection[str]) -> dict[str, Any]:
    """The two groups: parts of ids, labels, and codes as Python writes them."""
    found = groups(plan, dictionary, cells)
    field = dictionary.fields.get(plan.group)
    codes = (
        []
        if field is None
        else ["1", "0"]
        if field.type == "boolean"
        else [string(code) for code in field.categories]
    )
    parts, labels = [each.part for each in found], [each.label for each in found]
    return {"groups": parts, "group_labels": labels, "codes": codes}
