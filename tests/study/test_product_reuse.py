"""Each product is reused while nothing that it depends on has changed, and only then."""

import json
import signal
import subprocess
import sys
import time

import pytest

PRODUCTS, DATA = "mini/products.py", "data/sleep.csv"
FORCED = "--force"


class Study:
    """A copy of the mini study whose rows have been computed."""

    def __init__(self, mini):
        self.mini, self.edit = mini, mini.edit
        self.compute()

    def compute(self):
        """Compute the rows, and return them as printed."""
        done = self.mini.report("list", "--json")
        assert done.returncode == 0, done.stderr
        return {row["id"]: row["printed"] for row in json.loads(done.stdout)}

    def outdated(self):
        """The products that a run would recompute, with the reason."""
        done = self.mini.report("graph", "--json")
        assert done.returncode == 0, done.stderr
        nodes = [
            node for node in json.loads(done.stdout)["nodes"] if node["kind"] not in ("file", "document")
        ]
        return {node["name"]: node["state"] for node in nodes if node["state"] != "current"}


@pytest.fixture
def study(mini):
    return Study(mini)


def test_nothing_is_recomputed_while_nothing_changed(study):
    """A comment, a docstring and a file that nothing reads change nothing."""
    study.edit(PRODUCTS, "    n = len(sleep)", '    """Hours."""\n    n = len(sleep)  # nights')
    (study.mini.root / "data" / "notes.txt").write_text("a note")
    assert study.outdated() == {}


def test_an_edited_function_outdates_itself_and_what_needs_it(study):
    """Products of the same module that do not call it are reused."""
    study.edit(PRODUCTS, "value > 7,", "value > 8,")
    assert study.outdated() == {"enough": "mini/products.py: enough changed"}
    study.edit(PRODUCTS, "0.0123", "0.0124")
    outdated = study.outdated()
    assert outdated["hours"] == "mini/products.py: hours changed"
    assert set(outdated) == {"hours", "enough"}
    assert study.compute()["hours.p"] == ".012"
    assert study.outdated() == {}


def test_a_result_that_comes_out_equal_stops_the_wave(study):
    """Other bytes with the same numbers recompute the reader of the file and nothing behind it."""
    study.edit(DATA, "8.5", "8.50")
    assert study.outdated()["sleep"] == "its input sleep_file changed"
    done = study.mini.report("build", "--to", "html", "--explain", "--json")
    reasons = json.loads(done.stdout)["products"]
    assert {name for name, reason in reasons.items() if reason} == {"sleep"}


def test_a_failure_leaves_the_other_products_cached(study):
    """After the fault is corrected, only the product that failed is computed."""
    study.edit(DATA, "8.5", "4.5")
    study.edit(PRODUCTS, "value > 7,", "value > 7 / 0,")
    failed = study.mini.report("list", "--json")
    assert failed.returncode == 1
    assert f"{PRODUCTS}:" in failed.stderr
    assert set(study.outdated()) == {"enough"}
    study.edit(PRODUCTS, "value > 7 / 0,", "value > 7,")
    assert set(study.outdated()) == {"enough"}
    assert study.compute()["hours.min"] == "4.5"


def test_a_damaged_result_is_recomputed(study):
    """Whether the record or the stored result is damaged, the rows are those of before."""
    before = study.compute()
    for kind, limit in (("records/*.entry", 6), ("*.entry", 5)):
        for path in (study.mini.root / ".tracepaper" / "products" / "hours").glob(kind):
            path.write_bytes(path.read_bytes()[:-9] + b"\x00" * 9)
        study.edit(PRODUCTS, f"value > {limit + 1},", f"value > {limit},")
        assert "damaged" in study.outdated()["hours"]
        assert study.compute() == before
        assert study.outdated() == {}


def test_force_recomputes_every_product(study):
    """No result of an earlier run is used."""
    done = study.mini.report("build", "--to", "html", "--force", "--explain", "--json")
    assert set(json.loads(done.stdout)["products"].values()) == {FORCED}


@pytest.mark.slow
def test_a_stopped_build_resumes_where_it_was(study):
    """Products that were finished before Ctrl-C are not computed again."""
    study.edit(DATA, "8.5", "4.5")
    study.edit(PRODUCTS, "    yield Claim(", "    import time\n    time.sleep(60)\n    yield Claim(")
    command = [sys.executable, "-m", "report", "build", "--to", "html", "--quiet"]
    process = subprocess.Popen(command, cwd=study.mini.root)
    while "hours" in study.outdated():
        time.sleep(0.2)
    process.send_signal(signal.SIGINT)
    assert process.wait(20) == 130
    assert set(study.outdated()) == {"enough"}
