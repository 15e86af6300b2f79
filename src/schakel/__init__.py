"""Schakel: the software with which a region runs its technology-skills pact."""

__version__ = "0.1.0"
