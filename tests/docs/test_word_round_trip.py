"""The example of the Word round trip in the documentation is what its script makes today."""

from __future__ import annotations

import pytest

from examples.word_round_trip.edits import EDITS
from examples.word_round_trip.make import PUBLISHED, TEXTS, make


def test_the_example_has_forty_edits():
    """The page speaks of forty edits."""
    assert len(EDITS) == 40


@pytest.mark.slow
def test_the_texts_of_the_page_are_those_of_a_run_of_the_script(tmp_path):
    """Edits, summary, differences, comments and the result are the same as the committed ones."""
    make(tmp_path, pictures=False)
    found, committed = (
        {name: (folder / name).read_text(encoding="utf-8") for name in TEXTS}
        for folder in (tmp_path, PUBLISHED)
    )
    assert found == committed
