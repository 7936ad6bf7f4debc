"""replylint: a linter for what a shop says to its customers."""

__version__ = "0.1.0"
