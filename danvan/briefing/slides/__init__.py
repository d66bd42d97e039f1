"""What each kind of slide shows: one builder a kind, (asked, slide) → Page, or None where its figures are not there."""
