"""The page of one annual report, part by part, and the files beside it."""
