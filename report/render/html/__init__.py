"""HTML: pandoc fills the page template; fonts, styles and scripts are embedded in one file."""
