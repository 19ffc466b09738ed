"""Reading documents: tokens, numbers in words, and readers of HTML, Word and PDF. May import `rows` and `files`."""
