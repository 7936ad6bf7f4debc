"""From findings to new text: edits joined, applied until nothing is left to mend, and written back."""
