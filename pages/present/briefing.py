"""Bài trình bày: choosing, preparing, presenting and handing out a briefing."""

from danvan.ui.briefing import page

page.draw()
