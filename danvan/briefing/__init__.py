"""Briefings: what is presented at a meeting and handed out, from the figures, as contents without a format."""
