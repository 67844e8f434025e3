"""PDF pages: characters and rulings from an engine, tables from rulings or from header words, paragraphs."""
