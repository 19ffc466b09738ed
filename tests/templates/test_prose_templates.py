"""The texts name what they print: no typed numbers, two readable states, citations and floats in order."""

import re
from pathlib import Path

import pytest
import yaml
from jinja2 import nodes

from analysis.models import MODELS
from report.rows.build_record import Build
from report.rows.figures import Figure
from report.rows.ledger import Ledger
from report.rows.stat import Claim, Stat
from report.rows.tables import Column, Table, row
from report.template import Context, weave
from report.template.filters import PARTS
from report.template.jinja_environment import environment
from report.template.unknown_names import dotted_paths

ROOT = Path(__file__).parents[2]
TEMPLATES = ROOT / "templates"
SOURCES = {
    path.relative_to(TEMPLATES).as_posix(): path.read_text(encoding="utf-8")
    for path in sorted(TEMPLATES.rglob("*.j2"))
}
INDEX = [name for name in SOURCES if name != "supplement.qmd.j2"]
JINJA = environment(SOURCES)
TREES = {name: JINJA.parse(text, name) for name, text in SOURCES.items()}
TAG = re.compile(r"<<.*?>>|<%.*?%>|<#.*?#>", re.DOTALL)
NUMBER_WORDS = re.compile(
    r"\b(one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|thirty|forty|fifty|hundred|thousand"
    r"|half|halves|thirds?|quarters?|twice|thrice|doubled?|triple|dozen|zero)\b",
    re.IGNORECASE,
)
INSTRUMENTS = re.compile(r"QIDS-SR-16|HAM-D-17|double-blind")


def calls(name, function):
    """The constant first arguments with which a template calls a function, in order."""
    found = [
        call
        for call in TREES[name].find_all(nodes.Call)
        if isinstance(call.node, nodes.Name) and call.node.name == function
    ]
    return [call.args[0].value for call in found if call.args and isinstance(call.args[0], nodes.Const)]


def of(documents, function):
    return [argument for name in documents for argument in calls(name, function)]


def named(name):
    """The ids of all statistics that a template names."""
    for path, _, wrapper in dotted_paths(TREES[name]):
        if "." not in path or path.startswith("build."):
            continue
        if isinstance(wrapper, nodes.Filter) and wrapper.name in PARTS:
            yield from (f"{path}.{part}" for part in PARTS[wrapper.name])
        elif isinstance(wrapper, nodes.Filter) and wrapper.name == "ci":
            part = wrapper.args[0].value
            yield from (f"{path}.{part}_ci_lower", f"{path}.{part}_ci_upper")
        else:
            yield path


NAMED = {id for name in SOURCES for id in named(name)}
CLAIMS = {id for name in SOURCES for id in calls(name, "claim")}


class NoDrawing:
    shows = ()


def context(holds, synthetic):
    """Rows for all that the templates name, with every claim in the same state."""
    constants = yaml.safe_load((ROOT / "data" / "protocol.yaml").read_text(encoding="utf-8"))
    rows = [
        Stat(id, constants[id.removeprefix("protocol.")]["value"], "count", id)
        if id.startswith("protocol.")
        else Stat(id, 3, "count", id, "*n*")
        for id in sorted(NAMED)
    ]
    rows += [Claim(id, holds, id) for id in sorted(CLAIMS)]
    table = Table("Caption.", (Column("Head", "left"), Column("Head")), (row("a", "b"),))
    tables = dict.fromkeys(of(SOURCES, "table"), table)
    figures = dict.fromkeys(of(SOURCES, "figure"), (Figure("Caption.", "Text.", NoDrawing()), 170.0))
    return Context(Ledger.of(rows, Build(synthetic=synthetic)), tables, figures)


def woven(holds=True, synthetic=True):
    return weave(SOURCES, ("index", "supplement"), context(holds, synthetic))


def prose(name):
    """The text that readers see: tags as one word each, floats, logic and metadata left out."""
    text = SOURCES[name]
    if text.startswith("---"):
        text = text.split("\n---\n", 1)[1]
    text = re.sub(r"<#.*?#>|<%.*?%>|<<\s*(?:table|figure)\(.*?>>", "", text, flags=re.DOTALL)
    return re.sub(r"<<.*?>>", "tag", text, flags=re.DOTALL)


def section(markdown, start, end):
    return markdown[markdown.index(start) : markdown.index(end)]


@pytest.mark.parametrize("holds", [True, False])
@pytest.mark.parametrize("synthetic", [True, False])
def test_both_documents_weave_in_every_state(holds, synthetic):
    """Whichever way claims fall, no sentence loses a word between its neighbours."""
    for each in woven(holds, synthetic).values():
        plain = re.sub(r"\[([^\[\]]*)\]\{[^}]*\}", r"\1", each.markdown)
        body = re.sub(r"(?m)^(\||:::|!\[).*$", "", plain.split("\n---\n", 1)[1])
        assert "[]{" not in each.markdown
        assert not re.findall(r".{0,30}(?:\w {2,}\w| [,;.](?!\d)|\( | \)).{0,30}", body)


@pytest.mark.parametrize("name", SOURCES)
def test_no_number_is_typed(name):
    """Digits and words for numbers come from rows, constants or literals with a reason."""
    bare = TAG.sub("", SOURCES[name])
    bare = re.sub(r"@[\w-]+|\[\^[\w-]+\]", "", INSTRUMENTS.sub("", bare))
    assert not re.findall(r".{0,30}\d.{0,30}", bare)
    assert not NUMBER_WORDS.findall(bare)


@pytest.mark.parametrize("name", SOURCES)
def test_claims_have_two_texts_without_numbers(name):
    """Both texts of a claim say something, differ, and hold no digit."""
    for call in TREES[name].find_all(nodes.Call):
        if isinstance(call.node, nodes.Name) and call.node.name == "claim":
            texts = {keyword.key: keyword.value.value for keyword in call.kwargs}
            assert set(texts) == {"yes", "no"}
            assert texts["yes"].strip()
            assert texts["no"].strip()
            assert texts["yes"] != texts["no"]
            assert not re.search(r"\d|<<", texts["yes"] + texts["no"])


def test_the_manuscript_has_the_length_of_an_article():
    """Between 4,000 and 6,000 words, each tag counted as one."""
    words = sum(len(re.findall(r"\S*\w\S*", prose(name))) for name in INDEX)
    assert 4000 <= words <= 6000


def test_floats_come_in_the_order_of_their_numbers():
    """Tables 1-3, Figures 1-5, Tables S1-S3 first and Figures S1-S5; each is referred to in its own document."""
    documents = woven()
    main = ["demographics", "thresholds", "fit_indices"]
    assert [f for f in documents["index"].floats if f.startswith("tbl")] == [
        f"tbl-{name.replace('_', '-')}" for name in main
    ]
    assert [f for f in documents["index"].floats if f.startswith("fig")] == [
        "fig-study-flow",
        "fig-saturated-dag",
        "fig-primary-models",
        "fig-session1-models",
        "fig-session2-models",
    ]
    assert [f for f in documents["supplement"].floats if f.startswith("tbl")][:3] == [
        "tbl-escitalopram-demographics",
        "tbl-correlations",
        "tbl-correlation-matrix",
    ]
    assert [f for f in documents["supplement"].floats if f.startswith("fig")] == [
        "fig-escitalopram-models",
        "fig-acute-histograms",
        "fig-participant-flow",
        "fig-specification-curve",
        "fig-simulated-power-curves",
    ]
    for document in documents.values():
        for label in document.floats:
            mention = re.search(rf"@{label}\b(?!-)", document.markdown)
            assert mention
            assert mention.start() < document.markdown.index(f"{{#{label} ")


def test_footnotes_are_defined_and_used_once():
    """Every footnote is called once, and none is left over."""
    text = "\n".join(SOURCES[name] for name in INDEX)
    defined = re.findall(r"^\[\^([\w-]+)\]:", text, re.MULTILINE)
    called = re.findall(r"\[\^([\w-]+)\](?!:)", text)
    assert sorted(defined) == sorted(called) == sorted(set(called))


def test_synthetic_data_are_named_where_honesty_needs_it():
    """Banner, abstract, methods and limitations say so, each in one sentence; with real data nothing does."""
    index = woven()["index"].markdown
    head, body = index.split("\n---\n", 1)
    assert re.search(r'^banner: ".*[Ss]ynthetic', head, re.MULTILINE)
    abstract = head[head.index("abstract:") : head.index("keywords:")]
    methods = section(body, "# Methods", "# Results")
    limitations = section(body, "## Limitations", "# Conclusion")
    for part in (abstract, methods, limitations):
        assert len(re.findall(r"synthetic", part)) == 1
        assert re.search(r"synthetic.*construction.*(trial)", part)
    for each in woven(synthetic=False).values():
        text = each.markdown
        assert "synthetic" not in text.lower()
        assert "banner:" not in text


def test_paths_are_those_of_the_models():
    """An id of a model names a parameter or a fit index of that model."""
    for model in MODELS:
        syntax = re.sub(r"\b[a-z]\*", "", model.syntax)
        rules = [line.split("~") for line in syntax.splitlines() if "~" in line and "~~" not in line]
        paths = {f"{left.strip()}_on_{x.strip()}" for left, right in rules for x in right.split("+")}
        known = paths | {*model.defined, "n", "fit", "r2", "r2_added", "r2_added_same_cases"}
        used = {
            id.removeprefix(f"{model.name}.").split(".")[0]
            for id in NAMED | CLAIMS
            if id.startswith(f"{model.name}.")
        }
        assert used <= known


def test_keys_of_the_front_matter_are_those_of_the_renderers():
    """The metadata are exactly those that the renderers read."""
    for document in woven().values():
        head = yaml.safe_load(document.markdown.split("\n---\n", 1)[0].removeprefix("---\n"))
        wanted = {
            "title",
            "author",
            "bibliography",
            "csl",
            "lang",
            "running-title",
            "build-id",
            "document",
            "banner",
        }
        extra = {"abstract", "keywords"} if document.name == "index" else {"float-prefix"}
        assert set(head) == wanted | extra
        assert head["document"] == document.name
        assert head["lang"] == "en-GB"
