"""The JSON Schema, read twice: as a tree of fields that people see, and as the judge of what they wrote."""
