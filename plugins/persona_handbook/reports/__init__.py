"""Problems become text that people and other programs read."""
