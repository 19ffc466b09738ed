"""The sample study, computed and rendered once for all tests of the check."""

import shutil
import sys
from pathlib import Path

import pytest

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE))


@pytest.fixture(scope="session")
def sample(tmp_path_factory):
    from subject import Sample

    folder = tmp_path_factory.mktemp("sample")
    shutil.copytree(HERE / "sample", folder / "project")
    return Sample(folder / "project", folder)
