"""Bytes in, data out, with a line and a column for every part of it. Refuses hostile YAML."""
