"""The committed trial file: it obeys the dictionary, its hash is the recorded one, and it meets its targets."""

from pathlib import Path

import numpy as np
import pandas as pd
import pytest
import yaml

from analysis.synthetic.grids import grids, read_dictionary
from analysis.synthetic.structure import MEASURES, SESSION_TWO
from analysis.synthetic.targets import read_published
from analysis.synthetic.trial_table import checksum, read_table
from analysis.synthetic.verdicts import verdicts

DATA = Path(__file__).resolve().parents[2] / "data"
DICTIONARY = read_dictionary(DATA / "dictionary.yaml")
ROWS = read_table(DATA / "trial.csv")
META = yaml.safe_load((DATA / "trial.meta.yaml").read_text(encoding="utf-8"))


def test_file_declares_itself_synthetic():
    """The first line of a synthetic file says so."""
    assert (DATA / "trial.csv").read_text(encoding="utf-8").startswith("# synthetic: true\n")


def test_hash_is_the_recorded_one():
    """The hash in the provenance record and in the README is the file's."""
    digest = checksum(DATA / "trial.csv")
    assert META["sha256"] == digest
    readme = (DATA / "README.md").read_text(encoding="utf-8")
    assert digest in readme
    assert f"seed {META['seed']}" in readme


def test_columns_are_those_of_the_dictionary_in_order():
    """The dictionary describes every column and no other."""
    assert list(ROWS.columns) == list(DICTIONARY["columns"])


@pytest.mark.parametrize("name", sorted(grids(DICTIONARY)))
def test_scores_are_on_the_instruments_grid(name):
    """Every score is one that whole ratings in range can give."""
    grid = grids(DICTIONARY)[name]
    written = ROWS[name].dropna().to_numpy(dtype=float)
    assert written == pytest.approx(grid.snap(written), abs=0.51 * 10.0**-grid.decimals)


@pytest.mark.parametrize("name", [k for k, v in DICTIONARY["columns"].items() if v["type"] == "boolean"])
def test_yes_no_columns_are_one_or_zero(name):
    """Yes is 1 and no is 0."""
    assert set(ROWS[name]) <= {0, 1}


def test_missing_values_follow_from_the_second_dose():
    """Rapport and experience of session 2 are empty where there was no second dose, and nowhere else."""
    for name in SESSION_TWO:
        assert ROWS[name].isna().equals(ROWS["second_dose"] == 0)
    assert not ROWS.drop(columns=list(SESSION_TWO)).isna().any(axis=None)


def test_participants_are_unique():
    """Each participant has one row, with an identifier of the dictionary's form."""
    assert ROWS["participant"].is_unique
    assert ROWS["participant"].str.fullmatch(DICTIONARY["columns"]["participant"]["pattern"]).all()


def _near_duplicates(rows: pd.DataFrame, distance: float = 0.35) -> list[tuple[str, str]]:
    """Pairs of participants whose measures differ by less than `distance` SD in root mean square."""
    scores = rows[list(MEASURES)].to_numpy(dtype=float)
    standard = (scores - np.nanmean(scores, axis=0)) / np.nanstd(scores, axis=0)
    names = rows["participant"].tolist()
    return [
        (names[first], names[second])
        for first in range(len(names))
        for second in range(first)
        if np.sqrt(np.nanmean((standard[first] - standard[second]) ** 2)) < distance
    ]


def test_no_near_duplicates():
    """No two participants have almost the same scores."""
    assert _near_duplicates(ROWS) == []


def test_no_impossible_combinations():
    """Illness began in life, students are not old, only taken medication is discontinued, exclusions have a reason."""
    assert (ROWS["illness_years"] <= ROWS["age"] - 8).all()
    assert (ROWS.loc[ROWS["employment"] == "student", "age"] <= 40).all()
    assert (ROWS.loc[ROWS["discontinued_medication"] == 1, "past_medications"] > 0).all()
    assert ((ROWS["exclusion_reason"] != "") == (ROWS["included"] == 0)).all()


def test_severity_is_believable():
    """Severity at the three occasions goes together in both arms, and few end worse than they began."""
    for _, arm in ROWS[ROWS["included"] == 1].groupby("arm"):
        occasions = arm[["qids_0", "qids_mid", "qids_6w"]].corr().to_numpy()
        assert (occasions[np.triu_indices(3, 1)] > 0.15).all()
        assert (arm["qids_6w"] > arm["qids_0"]).sum() <= 5


def test_every_attainable_target_is_met():
    """All of Table 1, the flow, the path models and the claims come back at the printed precision."""
    found = verdicts(read_published(DATA / "published.yaml"), ROWS)
    assert [verdict for verdict in found if verdict.attainable and not verdict.agrees] == []


def test_only_the_impossible_numbers_are_missed():
    """The three p-values that contradict other printed numbers are the only ones that do not come back."""
    found = verdicts(read_published(DATA / "published.yaml"), ROWS)
    missed = {verdict.id for verdict in found if not verdict.agrees}
    assert missed == {
        "primary.ebi.qids6w~ebimax.p",
        "primary.meq.qids6w~meqmax.p",
        "session2.rap2~qidsmid.p",
    }


def test_arms_differ_in_the_acute_experience():
    """At 1 mg the acute experience is weak, at 25 mg it is not."""
    means = ROWS.groupby("arm")[["ebi_1", "meq_1"]].mean()
    assert isinstance(means, pd.DataFrame)
    assert (means.loc["psilocybin"] > 2.5 * means.loc["escitalopram"]).all()
