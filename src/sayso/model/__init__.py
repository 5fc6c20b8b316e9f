"""The nouns: frozen typed values that travel between the rooms, and the vocabularies as data files."""
