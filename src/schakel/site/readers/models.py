"""What readers send and ask."""
