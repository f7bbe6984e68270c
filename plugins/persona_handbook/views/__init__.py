"""What a page shows, as plain data that a person could draw on paper."""
