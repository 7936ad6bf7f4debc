"""Readers: one module a file format; `registry` lists them, `load` reads a file with the right one."""
