"""Reads a written report: its rows, their tokens, groups and sections. `models/written_reports.py` is the door."""
