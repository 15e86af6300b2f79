"""Charts and maps: figures in, a Vega-Lite spec or a drawn map out, and the table beside it."""
