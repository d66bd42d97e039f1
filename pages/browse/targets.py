"""Tiến độ kế hoạch: what plans and resolutions aim at, and how far the reported figures have come."""

from danvan.ui import targets, targets_choose

targets.draw(targets_choose.choose())
