"""Files become people and notes: one file per format, bytes in, `Parsed` out. No input raises.

Google's, Outlook's and unknown tables are one format. `detect.parse` finds the format by content; `reading/` is what
several formats need: encodings, tables, dates, names.
"""
