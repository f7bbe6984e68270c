"""What git knows of the files under `personas/`."""
