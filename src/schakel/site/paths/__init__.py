"""Ways into technical work: the finder for people and for firms, and special routes."""
