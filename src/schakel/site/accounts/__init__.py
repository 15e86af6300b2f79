"""Who may edit."""
