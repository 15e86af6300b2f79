"""One module a question of a user; each joins data and engines into a frozen answer."""
