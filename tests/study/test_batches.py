"""Products in batches: each batch is computed and cached on its own."""

import json
from pathlib import Path

import pytest

from report.rows.errors import StudyError
from report.study.batches import Batch, batched
from report.study.product import Product, product, stats, value

PRODUCT = '''

@stats(batches=3)
def simulated(sleep, batch):
    """A row for each of seven simulated weeks."""
    draws = batch.generator(1)
    for week in batch.share(7):
        yield Stat(f"simulated.week{week}", sum(sleep) + draws.normal(), "fixed2", "simulated hours of a week")
'''


def test_the_shares_of_all_batches_are_all_tasks():
    """Each task belongs to one batch, in order, also where the tasks cannot be divided evenly."""
    for total in (0, 2, 7, 100):
        shares = [number for batch in range(3) for number in Batch("p", batch, 3).share(total)]
        assert shares == list(range(total))


def test_random_numbers_depend_on_product_batch_and_seed_alone():
    """Two batches, two products and two seeds have different numbers; the same batch has the same again."""
    drawn = {
        Batch(name, number, 3).generator(seed).normal()
        for name in "ab"
        for number in (0, 1)
        for seed in (0, 1)
    }
    assert len(drawn) == 8
    assert Batch("a", 1, 3).generator().normal() == Batch("a", 1, 5).generator().normal()


def test_a_value_is_the_list_of_its_batches():
    """The product itself needs only its batches, which need what the function needs."""

    @value(batches=2)
    def halves(data, batch):
        return [data[number] for number in batch.share(len(data))]

    first, second, whole = batched(product(halves), 2, Path())
    assert first.needs == second.needs == whole.shown_needs == ("data",)
    made = {each.name: each.function(data="abcde") for each in (first, second)}
    assert whole.needs == tuple(made)
    assert whole.function(**made) == [["a", "b"], ["c", "d", "e"]]


def test_a_function_without_the_argument_is_a_fault():
    """The fault names the line of the function."""

    @stats(batches=2)
    def rows(data):
        yield data

    item: Product = product(rows)
    with pytest.raises(StudyError) as raised:
        batched(item, 2, Path(item.file).parent)
    (fault,) = raised.value.faults
    assert fault.where == f"test_batches.py:{item.line}"
    assert "no argument named batch" in fault.what


def test_a_build_resumes_with_the_batch_that_failed(mini):
    """Rows of all batches are in the ledger, in order, and trace to the function and its data."""
    path = mini.root / "mini" / "products.py"
    path.write_text(
        path.read_text() + PRODUCT.replace("    draws =", "    assert batch.number != 1\n    draws =")
    )
    failed = mini.report("list", "simulated")
    assert failed.returncode == 1
    assert "simulated@2of3 failed" in failed.stderr
    graph = json.loads(mini.report("graph", "--json").stdout)
    states = {node["name"]: node["state"] for node in graph["nodes"]}
    assert states["simulated"] == "it needs simulated@2of3, which will be recomputed"
    assert ["sleep", "simulated"] in graph["edges"]
    mini.edit("mini/products.py", "    assert batch.number != 1\n", "")
    listed = json.loads(mini.report("list", "simulated", "--json").stdout)
    assert [row["id"] for row in listed] == [f"simulated.week{week}" for week in range(7)]
    traced = mini.report("trace", "simulated.week3").stdout
    assert "function simulated, mini/products.py:" in traced
    assert "inputs   sleep\n" in traced
