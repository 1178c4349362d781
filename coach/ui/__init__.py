"""The browser's door: a Gradio page on this machine. Nothing else in the coach knows Gradio.

Gradio reads these variables while it is imported, so they are set before any page is.
"""

import os

os.environ["GRADIO_ANALYTICS_ENABLED"] = "False"
os.environ["HF_HUB_OFFLINE"] = "1"
os.environ["HF_HUB_DISABLE_TELEMETRY"] = "1"
