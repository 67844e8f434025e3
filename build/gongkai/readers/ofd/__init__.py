"""OFD, the national fixed-layout format (GB/T 33190), laid out like PDF."""
