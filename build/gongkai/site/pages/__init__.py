"""Pages that MkDocs renders but nobody writes: home, figures, quality, data, dictionary."""
