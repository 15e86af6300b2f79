"""The editors' desk: translation side by side, reports of what needs a look, safe saving."""
