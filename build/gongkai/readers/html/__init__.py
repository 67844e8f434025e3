"""Web pages: what a browser would show, the article without its furniture, tables with true spans."""
