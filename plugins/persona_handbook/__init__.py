"""A handbook of customer personas: YAML files in, a checked and browsable site out."""

__version__ = "0.1.0"
