"""What education teaches beside what work asks: study programmes, occupations, agreed changes."""
