#!/bin/sh
here=$(cd "$(dirname "$0")" && pwd) || exit 1
opener=open
if [ -n "$EVENKEEL_NO_BROWSER" ]; then opener=; fi
if [ -x /usr/bin/perl ]; then
  exec /usr/bin/perl "$here/server/serve.pl" $opener
fi
if xcode-select -p >/dev/null 2>&1; then
  exec /usr/bin/python3 -I "$here/server/serve.py" $opener
fi
echo 'Evenkeel needs perl or python3, and this macOS brings neither: run "xcode-select --install", which brings python3, and start again.'
exit 1
