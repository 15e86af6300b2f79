"""The command line: a face over the same answers as the site and the API."""
