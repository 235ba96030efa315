#!/bin/sh
# Starts Evenkeel with what this computer has: perl, python3 or busybox. EVENKEEL_NO_BROWSER=1 opens no browser.
here=$(cd "$(dirname "$0")" && pwd) || exit 1

opener=
if [ -z "$EVENKEEL_NO_BROWSER" ] && [ -n "$DISPLAY$WAYLAND_DISPLAY" ] && command -v xdg-open >/dev/null; then
  opener=xdg-open
fi

if command -v perl >/dev/null && perl -MIO::Socket::INET -e 1 2>/dev/null; then
  exec perl "$here/server/serve.pl" $opener
fi
if command -v python3 >/dev/null; then
  exec python3 -I "$here/server/serve.py" $opener
fi
if command -v busybox >/dev/null && busybox --list | grep -qx httpd; then
  . "$here/server/serve-busybox.sh"
fi
echo 'Evenkeel needs perl, python3 or busybox to show itself: install one of them (for example with "sudo apt install perl") and start again.' >&2
echo 'Evenkeel braucht perl, python3 oder busybox: eines davon installieren (zum Beispiel mit „sudo apt install perl“) und noch einmal starten.' >&2
exit 1
