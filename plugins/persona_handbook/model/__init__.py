"""What a handbook is made of: frozen dataclasses that know nothing of files, schemas or pages."""
