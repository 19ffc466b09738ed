"""A live preview of the paper in a browser. May import everything except the command line."""
