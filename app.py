"""Starts the coach's page: `python app.py [--port 7860]`. The same as `coach serve`."""

import sys

from coach.cli.main import run

if __name__ == "__main__":
    sys.argv = ["coach", "serve", *sys.argv[1:]]
    run()
