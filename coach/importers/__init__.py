"""Files become people and notes: one file per format (Google, Outlook and unknown tables are one), bytes in, `Parsed` out. No input raises.

`detect.parse` finds the format by content; `reading/` is what several formats need: encodings, tables, dates, names.
"""
