"""Where the front matter of a Markdown text is."""

from __future__ import annotations

import re

#: The metadata between the first two lines of dashes; the group `yaml` is their text.
FRONT_MATTER = re.compile(r"\A---[ \t]*\n(?P<yaml>.*?)^(?:---|\.\.\.)[ \t]*$", re.DOTALL | re.MULTILINE)
