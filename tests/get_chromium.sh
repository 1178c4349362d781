#!/bin/sh
# A Chromium for the browser tests: a system one if there is one; else Playwright's own; else Debian's package.
set -u
for name in chromium chromium-browser google-chrome google-chrome-stable; do
  if command -v "$name" >/dev/null 2>&1; then echo "browser tests: using $(command -v "$name")"; exit 0; fi
done
if timeout 600 "${PYTHON:-python3}" -m playwright install chromium; then exit 0; fi
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
  apt-get update -q && DEBIAN_FRONTEND=noninteractive apt-get install -y -q chromium && exit 0
fi
echo "No Chromium could be had: install one (for example 'apt install chromium') and run this again." >&2
exit 1
