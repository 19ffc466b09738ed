"""New projects: a folder with a study, a text and data, ready to build. May import every room below."""
