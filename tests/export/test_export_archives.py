"""Crate, results data and CODECHECK bundle hold what their specifications ask for."""

import csv
import io
import json

import pytest
import yaml
from rocrate.rocrate import ROCrate

from report.export.codecheck import write_codecheck
from report.export.crate import write_crate
from report.export.edition import Edition
from report.export.export_publishing import published
from report.export.numbering import metadata
from report.export.results_data import COLUMNS, write_results_data
from report.rows.errors import StoreError, StudyError, TemplateError
from report.rows.stat import Stat
from report.template import Woven


@pytest.fixture(scope="module")
def built(study):
    return study.built()


@pytest.fixture(scope="module")
def crate(study, built):
    made = published(study.out / "crate", lambda f: write_crate(study.edition, f))
    return made.out


def test_crate_is_read_back_whole(crate):
    """The reference library reads the crate: each file of it is there, each reference leads to an entity."""
    read = ROCrate(crate)
    ids = {each.id for each in read.get_entities()}
    for entity in read.get_entities():
        for name, value in entity.properties().items():
            for each in value if isinstance(value, list) else [value]:
                if isinstance(each, dict) and "@id" in each and name != "conformsTo":
                    assert each["@id"] in ids, (entity.id, name)
    for entity in read.data_entities:
        assert (crate / entity.id).exists()


def test_crate_is_a_workflow_run(crate):
    """Main workflow with language and parameters, a run of it, profiles, licence: as the profile demands."""
    read = ROCrate(crate)
    root, workflow = read.root_dataset, read.mainEntity
    assert {"File", "SoftwareSourceCode", "ComputationalWorkflow"} == set(workflow.type)
    assert workflow["programmingLanguage"].type == "ComputerLanguage"
    profiles = {each.id for each in root["conformsTo"]}
    assert "https://w3id.org/ro/wfrun/workflow/0.5" in profiles
    assert root["license"]
    assert root["datePublished"]
    for parameter in (*workflow["input"], *workflow["output"]):
        assert parameter.type == "FormalParameter"
        assert parameter["additionalType"] == "File"
        assert parameter["workExample"]["exampleOfWork"].id == parameter.id
    actions = root["mentions"]
    assert {action.type for action in actions} == {"CreateAction"}
    assert next(action.id for action in actions if action["instrument"].id == workflow.id) == "#run"


def test_crate_derives_each_statistic(study, crate):
    """Each row is the result of the step that made it, with its value."""
    graph = json.loads((crate / "ro-crate-metadata.json").read_text(encoding="utf-8"))["@graph"]
    entities = {each["@id"]: each for each in graph}
    for row in study.ledger.values():
        results = entities[f"#step-{row.source.function.lower().replace('_', '-')}"]["result"]
        results = results if isinstance(results, list) else [results]
        assert {"@id": f"#{row.id}"} in results
        if isinstance(row, Stat):
            assert entities[f"#{row.id}"]["value"] == row.value


def test_crate_is_the_same_twice(study, built, crate):
    """A second crate is byte for byte the first."""
    again = published(study.out / "crate again", lambda f: write_crate(study.edition, f)).out
    files = sorted(path.relative_to(crate) for path in crate.rglob("*") if path.is_file())
    assert [(again / name).read_bytes() for name in files] == [(crate / name).read_bytes() for name in files]


def test_a_damaged_build_is_not_archived(study, built, tmp_path):
    """Files that were changed after their build do not get into an archive."""
    import shutil

    damaged = tmp_path / "damaged"
    shutil.copytree(built, damaged)
    (damaged / "index.html").write_text("other", encoding="utf-8")
    edition = Edition(study.inputs, study.computed, damaged)
    with pytest.raises(StoreError):
        published(tmp_path / "out", lambda f: write_codecheck(edition, f))
    assert not (tmp_path / "out").exists()


def test_results_data_have_the_columns_of_cards(study, tmp_path):
    """One line a row: the columns of cards in their order, values in full precision, the same in CSV and JSON."""
    write_results_data(study.ledger, tmp_path)
    lines = list(csv.DictReader(io.StringIO((tmp_path / "ard.csv").read_text(encoding="utf-8"))))
    records = json.loads((tmp_path / "ard.json").read_text(encoding="utf-8"))
    assert tuple(lines[0]) == COLUMNS
    assert [line["id"] for line in lines] == [record["id"] for record in records] == list(study.ledger)
    cards = ["group1", "group1_level", "variable", "variable_level", "context", "stat_name", "stat_label"]
    assert [name for name in COLUMNS if name in cards] == cards
    for line in lines:
        row = study.ledger[line["id"]]
        assert line["variable"]
        if isinstance(row, Stat):
            assert float(line["stat"]) == row.value
        else:
            assert line["stat"] == str(row.holds).upper()


def test_codecheck_obeys_the_specification(study, built):
    """The rules of the configuration that an author can keep (CC-CFG-001 to 007, 014 to 019, CC-BUN-001)."""
    made = published(study.out / "check", lambda f: write_codecheck(study.edition, f))
    text = (made.out / "codecheck.yml").read_text(encoding="utf-8")
    assert text.startswith("---\n")
    content = yaml.safe_load(text)
    assert content["version"] == "https://codecheck.org.uk/spec/config/2.0/"
    assert content["manifest"]
    for item in content["manifest"]:
        assert not item["file"].startswith(("/", ".."))
        assert (made.out / item["file"]).is_file()
        assert item["comment"]
    assert content["paper"]["title"]
    assert all(author["name"] for author in content["paper"]["authors"])
    assert not any(word in text for word in ("FIXME", "TODO", "XXXX"))
    assert "codechecker" in made.remarks[0]


def test_codecheck_takes_what_the_settings_say(study, built, monkeypatch):
    """With checker, report and certificate in the settings, no field is left to fill in."""
    given = {
        "codechecker": [{"name": "A", "ORCID": "0000-0002-1825-0097"}],
        "report": "https://doi.org/10.5281/zenodo.1",
        "certificate": "2026-001",
        "summary": "Reproduced.",
        "reference": "https://doi.org/10.1/x",
        "orcid": {"The Sample Project": "0000-0002-1825-0097"},
    }
    monkeypatch.setitem(study.inputs.project.settings, "codecheck", given)
    made = published(study.out / "certified", lambda f: write_codecheck(study.edition, f))
    content = yaml.safe_load((made.out / "codecheck.yml").read_text(encoding="utf-8"))
    assert made.remarks == ()
    assert content["codechecker"] == given["codechecker"]
    assert content["paper"]["authors"][0]["ORCID"] == "0000-0002-1825-0097"


@pytest.mark.parametrize("given", [5, {"orcid": 5}])
def test_broken_settings_of_codecheck_are_a_fault(given, study, built, monkeypatch, tmp_path):
    """[tool.report.codecheck] and its orcid must be tables; anything else is a fault."""
    monkeypatch.setitem(study.inputs.project.settings, "codecheck", given)
    with pytest.raises(StudyError, match="is not a table"):
        write_codecheck(study.edition, tmp_path)


def test_metadata_that_are_no_yaml_are_a_fault():
    """The fault of a broken front matter names the document, in every export."""
    broken = Woven("index", "---\ntitle: [a\n---\n\ntext\n", ())
    with pytest.raises(
        TemplateError, match=r"templates/index\.qmd\.j2  has metadata that are not valid YAML"
    ):
        metadata(broken)


def test_a_study_without_documents_has_an_archive_too(study, tmp_path):
    """Where no document says who wrote it, title and authors are left to the study."""
    edition = Edition(study.inputs, study.computed)
    vars(edition)["documents"] = {}
    assert edition.front == {}
