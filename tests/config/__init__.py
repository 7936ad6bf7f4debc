"""Configurations: found, read, laid over each other."""
