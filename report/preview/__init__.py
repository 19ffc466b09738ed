"""A live preview of the paper in a browser. May import everything but the command line."""
