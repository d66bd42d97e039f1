"""Sentences made from figures by rules. They state, compare and warn; they never explain why."""
