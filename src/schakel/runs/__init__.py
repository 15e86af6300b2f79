"""Runs ensembles of draws, on one process, many, or a cluster; keeps and records what came of it.

Knows nothing of what is drawn: a job is any function from a block of draws to named arrays.
"""
