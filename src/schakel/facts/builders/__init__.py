"""One module a publisher: a published file in, observations out. Nothing is guessed on the way."""
