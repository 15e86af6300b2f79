"""Makes the tables of occupations, titles and skills from what is published."""
