"""Settings that are the same for every run, on any machine and terminal.

Numerical libraries choose their code by the processor and share sums among threads, which changes the last digits;
languages and time zones change how programs sort, format and typeset.
"""

from __future__ import annotations

import locale
import os
import platform
import time
from contextlib import suppress
from pathlib import Path

#: With one thread, sums round the same on any number of processors, at no cost for small matrices.
_THREADS = {
    f"{library}_NUM_THREADS": "1"
    for library in ("OPENBLAS", "GOTO", "OMP", "MKL", "BLIS", "NUMEXPR", "NUMBA", "VECLIB")
}
_THREADS |= {"VECLIB_MAXIMUM_THREADS": "1", "MKL_CBWR": "COMPATIBLE", "MKL_DYNAMIC": "FALSE"}
_LANGUAGE = {"LC_ALL": "C.UTF-8", "LANG": "C.UTF-8", "TZ": "UTC", "MPLBACKEND": "agg"}
_IGNORED = ("LANGUAGE", "OPENBLAS_VERBOSE", "OMP_THREAD_LIMIT", "MKL_DEBUG_CPU_TYPE")
#: NumPy's names for code that only some processors can run, in its older and newer versions.
_NUMPY_LATE = "X86_V4 AVX512F AVX512CD AVX512_SKX AVX512_CLX AVX512_CNL AVX512_ICL AVX512_SPR"


def pin() -> None:
    """Fix the threads, processor code, language and time zone of this process and its children."""
    for name in _IGNORED:
        os.environ.pop(name, None)
    os.environ.update({**_THREADS, **_LANGUAGE, **_processor_code()})
    with suppress(AttributeError):
        time.tzset()
    for name in ("C.UTF-8", "C"):
        with suppress(locale.Error):
            locale.setlocale(locale.LC_ALL, name)
            return


def pin_drawing(root: Path) -> None:
    """Let matplotlib read the project's settings, if any, and never the user's."""
    own = own_settings(root)
    os.environ["MATPLOTLIBRC"] = str(own if own.is_file() else _shipped_settings())


def own_settings(root: Path) -> Path:
    """The path of a project's optional matplotlib settings."""
    return root / "matplotlibrc"


def _shipped_settings() -> Path:
    from importlib.util import find_spec

    library = find_spec("matplotlib")
    return Path(str(library and library.origin)).parent / "mpl-data" / "matplotlibrc"


def _processor_code() -> dict[str, str]:
    """The code paths of OpenBLAS and NumPy: the same on all processors that support them."""
    machine, flags = platform.machine().lower(), _flags()
    if machine in ("arm64", "aarch64"):
        return {"OPENBLAS_CORETYPE": "ARMV8"}
    if machine not in ("x86_64", "amd64") or not flags:
        return {"OPENBLAS_CORETYPE": ""}
    kernel = "Haswell" if {"avx2", "fma"} <= flags else "Nehalem"
    late = (
        {"NPY_DISABLE_CPU_FEATURES": _NUMPY_LATE} if "avx512f" in flags else {"NPY_DISABLE_CPU_FEATURES": ""}
    )
    return {"OPENBLAS_CORETYPE": kernel, **late}


def _flags() -> set[str]:
    try:
        with open("/proc/cpuinfo", encoding="ascii", errors="replace") as stream:
            line = next((line for line in stream if line.startswith("flags")), "")
    except OSError:
        return set()
    return set(line.split())
