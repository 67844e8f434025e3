"""What is made of the finished pages or for machines: feeds, cards, site map, interface, offline copy, checks."""
