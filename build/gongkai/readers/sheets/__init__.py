"""Workbooks: what the sheets show, with the places that people see."""
