"""What the schema cannot say. One module a theme, one function a rule; pure: they yield problems and touch nothing."""
