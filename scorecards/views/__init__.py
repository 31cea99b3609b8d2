"""Pages of the scorecards room."""
