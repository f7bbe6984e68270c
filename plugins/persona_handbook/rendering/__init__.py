"""Views become HTML, through templates that escape whatever they are given."""
