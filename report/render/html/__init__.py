"""HTML: the page template filled by pandoc, with fonts, styles and scripts inside one file."""
