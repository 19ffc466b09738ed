"""All exports at once are those that each command makes alone."""

import pytest

from report.export.all_exports import export_everything
from report.export.artwork import FORMATS
from report.export.codecheck import write_codecheck
from report.export.crate import write_crate
from report.export.edition import Edition
from report.export.export_publishing import published
from report.export.figure_exports import figure_export, write_figures
from report.export.results_data import write_results_data
from report.rows.errors import StoreError


@pytest.fixture(scope="module")
def built(study):
    return study.built()


def contents(folder):
    return {path.relative_to(folder): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.mark.slow
def test_everything_is_what_each_export_writes_alone(study, built, tables):
    """Files that are written in parallel are byte for byte those of the single commands, and all are reported."""
    edition, out = study.edition, study.out / "everything"
    done = export_everything(edition, out)
    alone = {
        "figures": lambda folder: write_figures(figure_export(edition, (), FORMATS), folder),
        "ro-crate": lambda folder: write_crate(edition, folder),
        "ard": lambda folder: write_results_data(edition.ledger, folder),
        "codecheck": lambda folder: write_codecheck(edition, folder),
    }
    folders = {kind: published(study.out / "alone" / kind, make).out for kind, make in alone.items()}
    for kind, folder in {**folders, "tables": tables}.items():
        assert contents(out / kind) == contents(folder), kind
    names = {str(name) for name in contents(out) if name.name != "manifest.json"}
    assert {name for name in done.files if not name.endswith("/manifest.json")} == names
    assert any("codecheck.yml" in remark for remark in done.remarks)


def test_without_a_build_nothing_is_exported(study, tmp_path):
    """What was exported before stays as it was while the build that archives need is missing."""
    with pytest.raises(StoreError, match="run `report build`"):
        export_everything(Edition(study.inputs, study.computed, tmp_path / "nothing"), tmp_path / "out")
    assert not list(tmp_path.iterdir())
