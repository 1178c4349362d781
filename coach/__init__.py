"""A networking coach for shy people: your own notes, your own machine."""

__version__ = "0.1.0"
