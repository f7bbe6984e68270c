"""The commands of `handbook`: each parses its arguments, calls, prints."""
