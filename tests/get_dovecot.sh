#!/bin/sh
# A Dovecot for the mailbox tests, from Debian's packages. Without one those tests are skipped, with their reason.
set -u
if command -v dovecot >/dev/null 2>&1 || [ -x /usr/sbin/dovecot ]; then echo "mailbox tests: using dovecot"; exit 0; fi

# The package would start a mail server of its own; the tests want only the program.
service() { if [ -d /run/systemd/system ]; then systemctl "$1" dovecot.service dovecot.socket >/dev/null 2>&1; fi; }

if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
  service mask
  if apt-get update -q && DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends dovecot-imapd; then
    service disable; service unmask
    exit 0
  fi
  service unmask
fi
echo "No Dovecot could be had, so the mailbox tests will be skipped (for example 'apt install dovecot-imapd')." >&2
exit 0
