"""Pictures of pages: rulings by morphology, characters recognised cell by cell, each twice."""
