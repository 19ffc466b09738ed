"""The woven documents of a project, and the numbers typed in its templates."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from report.manuscript.computation import Computed
from report.manuscript.inputs import Inputs
from report.rows.errors import ReportError
from report.template import Context, Woven, weave

if TYPE_CHECKING:
    from report.lint import Typed


def woven(inputs: Inputs, computed: Computed) -> dict[str, Woven]:
    """The documents of a project as Markdown."""
    context = context_of(inputs, computed)
    return weave(inputs.project.templates(), inputs.project.study.documents, context)


def floats_elsewhere(inputs: Inputs, computed: Computed, document: str) -> dict[str, tuple[str, str]]:
    """The tables and figures of the other documents, by the names that references in `document` print.

    Each has its document and its label. None are known if the templates have faults.
    """
    from report.template.float_numbers import float_names
    from report.text.language import language_of, words

    try:
        found = woven(inputs, computed)
    except ReportError:
        return {}
    known = words(language_of(found[document].markdown))
    return {
        name: (other, label)
        for other, each in found.items()
        if other != document
        for name, label in float_names(each.markdown, known).items()
    }


def context_of(inputs: Inputs, computed: Computed) -> Context:
    """Everything that the templates of a project may refer to."""
    results = computed.results
    figures = {name: (figure, computed.drawn[name].width_mm) for name, figure in results.figures.items()}
    project = inputs.project
    return Context(
        results.ledger,
        results.tables,
        figures,
        results.places,
        project.root,
        project.study.filters,
        project.manuscript,
        tuple(project.study.modules),
    )


def typed_numbers(
    inputs: Inputs, computed: Computed, templates: Mapping[str, str] | None = None
) -> tuple[Typed, ...]:
    """The typed numbers in the given templates (default: all), tables and figures."""
    from report.lint import Conventions, lint

    results, settings = computed.results, inputs.project.settings.get("lint", {})
    given = inputs.project.templates() if templates is None else templates
    sources = {f"templates/{name}": text for name, text in given.items()}
    conventions = Conventions.from_settings(settings)
    labels = {name: drawn.labels for name, drawn in computed.drawn.items() if drawn.labels}
    return tuple(
        lint(
            sources,
            results.tables,
            results.figures,
            results.ledger,
            conventions,
            places=results.places,
            drawn=labels,
        )
    )
