"""New projects: a folder with a study, a text and data that builds at once. May import every room below."""
