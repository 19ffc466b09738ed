"""The study's tables, figures and texts arrange rows of the ledger, and all that they name is there."""

import re
from pathlib import Path

import pytest

from analysis.models import MODELS
from analysis.sensitivity import CLAIMS, MAIN
from report.drawing.panel_text import syntax_arrows
from report.study.project import Project
from report.template import Context, weave

ROOT = Path(__file__).resolve().parents[2]
FIGURES = {
    "study_flow",
    "saturated_dag",
    "primary_models",
    "session1_models",
    "session2_models",
    "escitalopram_models",
    "acute_histograms",
    "participant_flow",
    "specification_curve",
    "simulated_power_curves",
}
ORDER = {
    "index": ["tbl-demographics", "tbl-thresholds", "tbl-fit-indices"],
    "supplement": ["tbl-escitalopram-demographics", "tbl-correlations", "tbl-correlation-matrix"],
}
PICTURES = {
    "index": [
        "fig-study-flow",
        "fig-saturated-dag",
        "fig-primary-models",
        "fig-session1-models",
        "fig-session2-models",
    ],
    "supplement": ["fig-escitalopram-models", "fig-acute-histograms"],
}


@pytest.fixture(scope="module")
def woven(results):
    project = Project(ROOT)
    figures = {name: (figure, 180.0) for name, figure in results.figures.items()}
    context = Context(results.ledger, results.tables, figures)
    return weave(project.templates(), project.study.documents, context)


def test_both_documents_weave_against_the_ledger(woven):
    """Every id, table and figure that a template names exists."""
    assert set(woven) == {"index", "supplement"}


@pytest.mark.parametrize("document", ORDER)
def test_tables_and_figures_have_the_sources_numbers(woven, document):
    """Tables 1-3 and Figures 1-5 of the paper, Tables S1-S3 and Figures S1-S2 of the supplement, in that order."""
    floats = woven[document].floats
    assert [name for name in floats if name.startswith("tbl-")][:3] == ORDER[document]
    pictures = [name for name in floats if name.startswith("fig-")]
    assert pictures[: len(PICTURES[document])] == PICTURES[document]


def test_every_table_and_figure_is_in_a_document(woven, results):
    """Every arranged element is used."""
    shown = {name.split("-", 1)[1] for each in woven.values() for name in each.floats}
    assert shown == {name.replace("_", "-") for name in (*results.tables, *results.figures)}
    assert set(results.figures) == FIGURES


def test_every_row_of_a_table_has_its_columns(results):
    """A body row has as many cells as its table has columns, a group row one."""
    for table in results.tables.values():
        for row in table.rows:
            assert len(row.cells) == (1 if row.kind == "group" else len(table.columns))


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.name)
def test_a_path_diagram_has_every_path_of_its_model(ledger, model):
    """The arrows of a diagram are the paths and covariances of the ledger, no more and no fewer."""
    drawn = {arrow.beta.removesuffix(".beta") for arrow in syntax_arrows(model.name, model.terms)}
    rows = {row.id for row in ledger.below(model.name)}
    paths = {id.removesuffix(".beta_se") for id in rows if id.endswith(".beta_se")}
    assert drawn == {path for path in paths if "indirect" not in path}


@pytest.mark.parametrize(
    "name", ["primary_models", "session1_models", "session2_models", "escitalopram_models"]
)
def test_alternative_texts_tell_every_coefficient(results, name):
    """Who cannot see a path diagram reads all its numbers."""
    figure = results.figures[name]
    described = set(figure.alt.replace("{", "}").split("}"))
    assert {id for id in figure.drawing.shows if not id.endswith((".p",))} <= described


def test_the_effects_table_has_every_path_of_every_model(results, ledger):
    """Raw and standardised, with Wald and bootstrap intervals."""
    ids = set(results.tables["effects"].ids)
    for model in MODELS:
        below = [row.id for row in ledger.below(model.name)]
        for path in (id.removesuffix(".beta_se") for id in below if id.endswith(".beta_se")):
            parts = ("b", "se", "p", "ci_lower", "ci_upper", "beta", "beta_se")
            bounds = ("beta_percentile_ci_lower", "beta_corrected_ci_upper")
            assert {f"{path}.{part}" for part in (*parts, *bounds)} <= ids


def test_the_correlation_matrix_shades_what_it_prints(results):
    """The shading of each cell follows the correlation in it."""
    cells = [cell for cell in results.tables["correlation_matrix"].cells if cell.shade]
    assert len(cells) == 16 * 15 / 2
    assert all(cell.text == f"{{{cell.shade}}}" for cell in cells)


def test_the_main_analysis_answers_as_its_claims_do(ledger):
    """The column `as reported` of the sensitivity table repeats the paper's own claims."""
    for claim in CLAIMS:
        said = ledger.stat(f"sensitivity.{MAIN}.claim.{claim}").value
        assert (said == "yes") == ledger.claim(f"claim.{claim}").holds


def test_no_participant_is_in_the_ledger(results):
    """No row is named after, or prints, a participant's identifier."""
    lines = (ROOT / "data" / "trial.csv").read_text(encoding="utf-8").splitlines()
    names = {line.split(",")[0] for line in lines if line[:1] == "P" and line[1:2].isdigit()}
    printed = {row.printed for row in results.ledger.values()}
    assert names
    assert not names & printed


def anchors(markdown):
    """What a document can be linked at: its headings, as pandoc names them, and its floats."""
    heads = re.findall(r"(?m)^#+ (.+?)(?: \{.*)?$", markdown)
    slugs = {re.sub(r"[^\w\s.-]", "", head.lower()).strip().replace(" ", "-") for head in heads}
    return slugs | set(re.findall(r"(?m)^::: \{#([\w-]+)", markdown))


def test_the_checklist_leads_to_where_its_items_are_reported(woven, results):
    """Each link of the reporting checklist has a target in the document that it names."""
    places = {name: anchors(each.markdown) for name, each in woven.items()}
    found = [
        link for cell in results.tables["reporting"].cells for link in re.findall(r"\]\(([^)]*)\)", cell.text)
    ]
    assert found
    for link in found:
        document, _, anchor = link.partition("#")
        assert anchor in places[document.removesuffix(".html") or "supplement"], link


def test_each_id_has_a_pattern_in_the_docs(ledger):
    """docs/design.md lists every kind of id; ids of models are listed as `<model>` and `<path>`."""
    design = (ROOT / "docs" / "design.md").read_text(encoding="utf-8")
    patterns = re.findall(r"`([a-z0-9_]+)[.\\<]", design.split("## Ids of this study")[1].split("## ")[0])
    models = {model.name.split(".")[0] for model in MODELS}
    assert {id.split(".")[0] for id in ledger} <= {*patterns, *models}
