"""The terminal door: a thin coat over `Coach`, one file per group of commands."""
