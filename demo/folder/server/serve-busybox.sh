# Read by start-on-linux.sh where there is neither perl nor python3. This server sends no headers of its own; the page's
# policy stands in the page too, and its service worker gives it the isolation that threads need.
for port in 4180 4181 4182 4183 4184 4185 4186 4187 4188 4189; do
  busybox httpd -f -p "127.0.0.1:$port" -c "$here/server/busybox.conf" -h "$here/app" 2>/dev/null &
  server=$!
  trap 'kill "$server" 2>/dev/null; exit 0' INT TERM HUP
  sleep 1
  if kill -0 "$server" 2>/dev/null; then
    echo "Evenkeel is at http://127.0.0.1:$port/ - to stop it, close this window or press Ctrl+C."
    echo "Evenkeel läuft unter http://127.0.0.1:$port/ - zum Beenden dieses Fenster schließen oder Strg+C drücken."
    if [ -n "$opener" ]; then "$opener" "http://127.0.0.1:$port/" >/dev/null 2>&1 & fi
    wait "$server"
    exit
  fi
done
echo 'The ports 4180 to 4189 are all taken. Close other copies of Evenkeel and start again.' >&2
exit 1
