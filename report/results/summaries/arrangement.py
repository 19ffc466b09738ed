"""The rows of a summary arranged as a table; the kind of table follows from what the rows are about."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from string import ascii_uppercase

from report.results.summaries.arranged_summary import Arranged, Summary
from report.results.summaries.regression_lines import regression_lines
from report.results.summaries.summary_stamp import star_note
from report.rows.errors import Fault, ResultError
from report.rows.stat import Row, Stat
from report.rows.tables import Cell, Column, Table, TableRow, row


def as_table(
    rows: Mapping[str, Row], caption: str, *, id: str = "", notes: Iterable[str] = (), wide: bool = False
) -> Table:
    """The rows of one summary, such as `demographics`, `correlations`, `regression` or `anova`.

    `rows` is the product that yields them. Where it yields several summaries, `id` names the one to arrange.
    The table's heads and usual note are printed in the language of the documents.
    """
    summary = _summary(rows, id)
    kind = next(iter(summary.rows.values())).about["table"]
    columns, lines, usual = _ARRANGED[kind](summary)
    return Table(caption, tuple(columns), tuple(lines), (usual, *notes) if usual else tuple(notes), wide)


def _summary(rows: Mapping[str, Row], id: str) -> Summary:
    stats = [
        each for each in rows.values() if isinstance(each, Stat) and each.about.get("table") in _ARRANGED
    ]
    if id:
        stats = [each for each in stats if each.about["summary"] == id]
    ids = list(dict.fromkeys(each.about["summary"] for each in stats))
    if not stats:
        what = f"no summary has the id {id}" if id else "the rows do not belong to a summary"
        raise ResultError(Fault("", what, "pass the product that yields demographics(…), descriptives(…), …"))
    if len(ids) > 1:
        raise ResultError(
            Fault("", f"the rows belong to several summaries: {', '.join(ids)}", "name one: id=…")
        )
    # Only some labels have rows, so these must not determine the order of columns and lines.
    ordered = sorted(stats, key=lambda each: each.about.get("statistic") == "label")
    return Summary(ids[0], {each.id: each for each in ordered})


def _demographics(summary: Summary) -> Arranged:
    groups = summary.kinds("group")
    columns = [Column("{:characteristic}", "left")]
    for part, label in groups.items():
        columns.append(Column(f"{_group_head(summary, part, label)} (*n* = {summary.cell(part, 'n')})"))
    if not groups:
        columns.append(Column(f"*N* = {summary.cell('n')}"))
    smd = bool(summary.having(statistic="smd"))
    tests = any(each.id.endswith(".test.p") for each in summary.rows.values())
    columns += [Column("{:smd}")] if smd else []
    columns += [Column("*p*")] if tests else []
    lines: list[TableRow] = []
    for part, label in summary.kinds("variable").items():
        last = [summary.cell(part, "smd")] if smd else []
        last += [summary.cell(part, "test", "p")] if tests else []
        lines += _characteristic(summary, part, label, list(groups) or [""], last)
    ranked = bool(summary.having(shown="median"))
    parts = ["{:medians_too}" if ranked else "{:means_or_shares}"]
    parts += ["{:smd_is}"] if smd else []
    parts += ["{:rank_tests_too}" if ranked else "{:tests}"] if tests else []
    return columns, lines, f"{{:note}} {'; '.join(parts)}."


def _group_head(summary: Summary, part: str, label: str) -> str:
    """The label of a group; of one that answered yes or no, the question with the answer."""
    about = summary.having(group=part)[0].about
    answer = about.get("group_answer")
    head = summary.label(f"{summary.id}.{part}", about["group_question"] if answer else label)
    return f"{head}: {{:{answer}}}" if answer else head


def _characteristic(
    summary: Summary, part: str, label: str, groups: list[str], last: list[str]
) -> list[TableRow]:
    """The lines of a variable: one for numbers or yes, one for each level of a category, one for missing values."""
    path = f"{summary.id}.{part}"
    head = summary.label(path, label)
    levels = {each.about["level"]: each for each in summary.having(variable=part) if "level" in each.about}
    lines = []
    if not levels:
        shown = _median if summary.having(variable=part, shown="median") else _mean
        lines.append(row(head, *(shown(summary, part, each) for each in groups), *last))
    elif any(each.about.get("boolean") for each in levels.values()):
        lines.append(row(head, *(_pair(summary, f"{part}.yes", each, "n", "pct") for each in groups), *last))
    else:
        lines.append(row(head, *[""] * len(groups), *last))
        for level, stat in levels.items():
            name = summary.label(f"{path}.{level}", stat.about["level_label"])
            cells = (_pair(summary, f"{part}.{level}", each, "n", "pct") for each in groups)
            lines.append(row(name, *cells, *[""] * len(last), indent=1))
    if summary.having(variable=part, statistic="missing"):
        lines.append(
            row(
                "{:missing}", *(summary.cell(part, g, "missing") for g in groups), *[""] * len(last), indent=1
            )
        )
    return lines


def _mean(summary: Summary, part: str, group: str) -> str:
    return _pair(summary, part, group, "mean", "sd")


def _median(summary: Summary, part: str, group: str) -> str:
    lower, upper = summary.cell(part, group, "q1"), summary.cell(part, group, "q3")
    return f"{summary.cell(part, group, 'median')} ({lower} {{:to}} {upper})"


def _pair(summary: Summary, part: str, group: str, first: str, second: str) -> str:
    return f"{summary.cell(part, group, first)} ({summary.cell(part, group, second)})"


def _descriptives(summary: Summary) -> Arranged:
    heads = {
        "n": "*n*",
        "mean": "*M*",
        "sd": "*SD*",
        "median": "*Mdn*",
        "q1": "{:iqr}",
        "skew": "{:skewness}",
    }
    heads |= {"min": "{:range}"} if summary.having(statistic="min") else {}
    heads |= (
        {"missing": "{:missing}"} if any(each.value for each in summary.having(statistic="missing")) else {}
    )
    columns = [Column("{:variable}", "left"), *(Column(text) for text in heads.values())]
    lines = []
    for part, label in summary.kinds("variable").items():
        cells = [_described(summary, part, name) for name in heads]
        lines.append(row(summary.label(f"{summary.id}.{part}", label), *cells))
    return columns, lines, "{:note} {:iqr_is}"


def _described(summary: Summary, part: str, name: str) -> str:
    ends = {"q1": "q3", "min": "max"}
    if name in ends:
        return f"{summary.cell(part, name)} {{:to}} {summary.cell(part, ends[name])}"
    return summary.cell(part, name)


def _correlations(summary: Summary) -> Arranged:
    """The lower triangle; columns are lettered, as there are no labels short enough for all heads."""
    found = summary.kinds("variable")
    letters = dict(zip(found, _letters(len(found)), strict=True))
    columns = [Column("{:variable}", "left"), Column("*M*"), Column("*SD*")]
    columns += [Column(letters[part]) for part in list(found)[:-1]]
    lines = []
    for place, (part, label) in enumerate(found.items()):
        earlier = list(found)[:place]
        cells = [
            Cell(summary.cell(each, part, "estimate"), stars=f"{summary.id}.{each}.{part}.p")
            for each in earlier
        ]
        blanks = [Cell("")] * (len(found) - 1 - place)
        head = f"{letters[part]}  {summary.label(f'{summary.id}.{part}', label)}"
        lines.append(row(head, summary.cell(part, "mean"), summary.cell(part, "sd"), *cells, *blanks))
    return columns, lines, f"{{:note}} {{:complete_pairs}} {star_note(summary)}"


def _letters(number: int) -> list[str]:
    """A to Z, then AA, AB and so on."""
    names = [*ascii_uppercase, *(first + second for first in ascii_uppercase for second in ascii_uppercase)]
    return names[:number]


def _likert(summary: Summary) -> Arranged:
    answers = summary.kinds("answer")
    columns = [Column("{:item}", "left"), Column("*n*")]
    for part, label in answers.items():
        columns.append(Column(summary.label(f"{summary.id}.{part}", label), spanner="{:answers}"))
    columns += [Column("*M*"), Column("*SD*")]
    lines = []
    for part, label in summary.kinds("variable").items():
        cells = [summary.cell(part, each, "pct") for each in answers]
        ends = (summary.cell(part, "mean"), summary.cell(part, "sd"))
        lines.append(
            row(summary.label(f"{summary.id}.{part}", label), summary.cell(part, "n"), *cells, *ends)
        )
    return columns, lines, "{:note} {:valid_answers}"


def _anova(summary: Summary) -> Arranged:
    """A line for each term: its statistics in the usual order of textbooks."""
    shown = {each.about["statistic"]: each.symbol for each in summary.rows.values()}
    parts = [part for part in _ANOVA if part in shown]
    heads = {"df_residual": "{:df_of_error}"} | {part: shown[part] for part in parts if part != "df_residual"}
    terms = {
        each.about.get("term", ""): each.about["term_label"] or "{:between_groups}"
        for each in summary.having(statistic="statistic")
    }
    lines = [
        row(
            summary.label(f"{summary.id}.terms.{term}", label),
            *(summary.cell(term, part) for part in parts),
        )
        for term, label in terms.items()
    ]
    return [Column("{:source}", "left"), *(Column(heads[part]) for part in parts)], lines, ""


#: The columns of a table of an analysis of variance.
_ANOVA = (
    *("sumsq", "meansq", "df", "df_residual", "statistic", "p", "p_gg", "epsilon"),
    *("eta2_partial", "eta2", "eta2_generalized"),
)


def _frame(summary: Summary) -> Arranged:
    columns = [Column("", "left")]
    for part, label in summary.kinds("column").items():
        columns.append(Column(summary.cell("head", part) or label))
    lines = []
    for part, label in summary.kinds("line").items():
        cells = (summary.cell(part, column) for column in summary.kinds("column"))
        lines.append(row(summary.label(f"{summary.id}.{part}", label), *cells))
    return columns, lines, ""


_ARRANGED: Mapping[str, Callable[[Summary], Arranged]] = {
    "demographics": _demographics,
    "descriptives": _descriptives,
    "correlations": _correlations,
    "likert": _likert,
    "regression": regression_lines,
    "anova": _anova,
    "frame": _frame,
}
