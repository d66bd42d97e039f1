"""How figures enter: read → shape → check → load. Here: load, undo and the published facts."""
