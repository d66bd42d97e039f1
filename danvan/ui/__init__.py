"""What the pages share on screen: the frame, filters kept in the address, cards, charts, tables, sources."""
