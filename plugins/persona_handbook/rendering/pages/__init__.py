"""The pages of the handbook: a module for each kind, with `pages(writer)` and, where it has files, `assets(writer)`."""
