"""Rules made for those who do not write YAML: in a file of theirs, with examples that hold."""
