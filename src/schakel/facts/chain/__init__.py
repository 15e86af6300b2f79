"""Makes the stocks and built parameters of the technology chain from what is published."""
