"""What the source printed comes back, and what cannot come back says why."""

import json
import re
from dataclasses import replace
from pathlib import Path

import pytest
import yaml
from typer.testing import CliRunner

from analysis.published import read_published
from analysis.reproduction import regenerated, reproduced, row_of
from report.cli.app import program
from report.rows.ledger import Ledger
from report.rows.stat import Stat
from report.study.printed_numbers import PublishedNumber
from report.study.reproduction import Reproduced, reproductions, to_json
from report.study.study import Study

ROOT = Path(__file__).resolve().parents[2]
LIST = (ROOT / "data" / "published.yaml").read_text(encoding="utf-8")
PUBLISHED = read_published(LIST)


@pytest.fixture(scope="module")
def found(ledger):
    from analysis.study import study

    return {each.id: each for each in regenerated(ledger, study.data_files(ROOT))}


def of(found, *sections):
    return [each for id, each in found.items() if PUBLISHED[id].section in sections]


def test_every_quantity_of_the_list_is_compared(found):
    """One record for each id of the published list, in its order."""
    content = yaml.safe_load(LIST)
    ids = [
        entry["id"]
        for section, entries in content.items()
        if section not in ("claims", "tables_and_figures")
        for entry in entries
    ]
    assert list(found) == ids


def test_all_attainable_numbers_agree(found):
    """No number that a re-analysis can give is missed."""
    assert [each.id for each in found.values() if each.fails] == []


def test_path_numbers_agree_except_the_impossible(found):
    """38 of the 41 printed numbers of the path models; the other three contradict printed ones."""
    paths = of(found, "primary", "session1", "session2")
    assert len(paths) == 41
    assert sum(each.agrees for each in paths) >= 38
    assert {each.id for each in paths if not each.attainable} == {
        id for id, quantity in PUBLISHED.items() if quantity.unattainable
    }


def test_all_of_table_1_agrees(found):
    """Every mean, SD, bound, count and percentage of the psilocybin arm's demographics."""
    assert all(each.agrees for each in of(found, "table1"))


def test_what_cannot_be_attained_has_a_reason(found):
    """A number without a counterpart says why."""
    assert all(each.note for each in found.values() if not each.attainable)


def test_what_agrees_names_its_row(found, ledger):
    """The row behind a regenerated number is one of the ledger."""
    assert all(each.stat in ledger for each in found.values() if each.regenerated)


def test_every_claim_of_the_list_is_a_claim_row(ledger):
    """The statements of the source are claims, and all but one at most hold."""
    names = [f"claim.{entry['id'].removeprefix('c.')}" for entry in yaml.safe_load(LIST)["claims"]]
    holds = [ledger.claim(name).holds for name in names]
    assert sum(holds) >= len(holds) - 1


def test_a_number_that_moves_stops_agreeing(ledger):
    """Agreement is judged at the printed precision, neither finer nor coarser."""
    quantity = PUBLISHED["primary.ebi.qids6w~ebimax.beta"]
    stat = ledger.stat(row_of(quantity.id))
    for value, agrees in ((-0.5649, True), (-0.555, True), (-0.565, False), (0.56, False)):
        rows = {stat.id: replace(stat, value=value)}
        assert reproduced(quantity, rows).agrees is agrees


def test_a_range_is_two_of_our_rows():
    """A printed range is compared end by end."""
    quantity = PublishedNumber("age.eligible", "18-65", "", "design", "design")
    rows = {
        f"protocol.{name}": Stat(f"protocol.{name}", value, "count", name)
        for name, value in (("age_min", 18), ("age_max", 65))
    }
    assert reproduced(quantity, rows).regenerated == "18-65"
    rows["protocol.age_max"] = Stat("protocol.age_max", 70, "count", "")
    assert not reproduced(quantity, rows).agrees


def test_a_study_without_a_list_has_nothing_to_compare():
    """The comparison is an option of a study."""
    assert reproductions(Study("a study", ()), {}, Ledger(), Path()) == ()


def test_json_has_the_documented_fields():
    """A record has id, printed, regenerated, agrees, attainable, stat and note."""
    (record,) = json.loads(to_json([Reproduced("a", "1", "2", False, True, "row", "why")]))
    assert list(record) == ["id", "printed", "regenerated", "agrees", "attainable", "stat", "note"]


def trial_with(tmp_path, change):
    text = (ROOT / "data" / "trial.csv").read_text(encoding="utf-8")
    path = tmp_path / "trial.csv"
    path.write_text(change(text), encoding="utf-8")
    return path


def reproduce(monkeypatch, tmp_path, *words):
    monkeypatch.chdir(ROOT)
    return CliRunner().invoke(program(), ["reproduce", "--out", str(tmp_path / "out"), *words])


@pytest.mark.slow
def test_the_command_prints_and_writes_the_comparison(monkeypatch, tmp_path):
    """Exit 0 while all attainable numbers agree; the file is that of a build."""
    answer = reproduce(monkeypatch, tmp_path)
    assert answer.exit_code == 0, answer.output
    assert "91 of 91 attainable numbers agree as printed" in answer.output
    written = json.loads((tmp_path / "out" / "reproduction.json").read_text(encoding="utf-8"))
    assert {record["id"] for record in written} == set(PUBLISHED)


@pytest.mark.slow
def test_the_command_fails_when_a_number_stops_agreeing(monkeypatch, tmp_path, committed_sweeps):
    """Exit 1, and the number is named, when the data no longer give a printed number."""
    path = trial_with(tmp_path, lambda text: re.sub(r"(,psilocybin,1,,[01],[01]),64,", r"\1,63,", text))
    assert path.read_text(encoding="utf-8") != (ROOT / "data" / "trial.csv").read_text(encoding="utf-8")
    answer = reproduce(monkeypatch, tmp_path, "--data", str(path), "--quiet")
    assert answer.exit_code == 1
    assert "t1.age.max" in answer.output
