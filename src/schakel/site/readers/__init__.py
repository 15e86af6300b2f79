"""What readers send and ask: feedback, and mail about news."""
