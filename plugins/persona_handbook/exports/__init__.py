"""The handbook for other software and other site generators: all derived from the same model and pages."""
