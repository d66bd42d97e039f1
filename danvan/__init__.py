"""Công tác dân vận: indicators through time, units and sources. See README.md for the rooms of the house."""
