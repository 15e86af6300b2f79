"""The public page types, and the tree they stand in."""
