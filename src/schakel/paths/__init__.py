"""Occupations and skills: titles, moves, gaps and courses, from plain arrays and tables."""
