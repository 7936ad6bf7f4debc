"""`python -m linter` and the console script."""

def main() -> None:
    """Runs the command line."""
