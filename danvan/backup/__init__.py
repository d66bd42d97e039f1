"""Copies of the data, the journal of what was acknowledged, and the way back after a fault; nothing is deleted."""
