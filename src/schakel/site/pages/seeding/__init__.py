"""Fills a new site from the region packages. What is there already is never touched."""
