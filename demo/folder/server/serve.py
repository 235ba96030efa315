#!/usr/bin/env python3
"""Serves ../app on this computer only, to several connections at once. Usage: serve.py [command that opens an address]"""
import os
import re
import socket
import socketserver
import subprocess
import sys
from urllib.parse import unquote

here = os.path.dirname(os.path.abspath(__file__))
app = os.path.join(os.path.dirname(here), "app")
opener = None if os.environ.get("EVENKEEL_NO_BROWSER") else "".join(sys.argv[1:2])
# Names of letters, digits, _, - and dots that do not come first: nothing else can be asked for, so nothing above app.
SERVED = re.compile(r"(?:/[A-Za-z0-9_-][A-Za-z0-9_.-]*)+")
REQUEST = re.compile(rb"([A-Z]+) (/[^ ?]*)(?:\?[^ ]*)? HTTP/1\.[01]\r\n")


def lines_of(name):
    with open(os.path.join(here, name), encoding="ascii") as file:
        return [line.strip() for line in file if line.strip()]


headers = lines_of("headers.txt")
types = dict(line.split(" ", 1) for line in lines_of("types.txt"))


class Connection(socketserver.BaseRequestHandler):
    def handle(self):
        try:
            self.answer()
            self.request.shutdown(socket.SHUT_WR)
        except OSError:
            pass  # the browser went away

    def answer(self):
        request = b""
        self.request.settimeout(10)
        while b"\r\n\r\n" not in request:
            if len(request) > 16384:
                return self.refuse("431 Request Header Fields Too Large")
            piece = self.request.recv(4096)
            if not piece:
                return None
            request += piece
        self.request.settimeout(None)
        asked = REQUEST.match(request)
        if not asked:
            return self.refuse("400 Bad Request")
        method = asked.group(1).decode("ascii")
        if method not in ("GET", "HEAD"):
            return self.refuse("405 Method Not Allowed")
        path = unquote(asked.group(2).decode("latin-1"), errors="replace")
        if path.endswith("/"):
            path += "index.html"
        if not SERVED.fullmatch(path) or not os.path.isfile(app + path):
            return self.refuse("404 Not Found", method)
        with open(app + path, "rb") as file:
            ending = re.search(r"[^./]*$", path).group().lower()
            size = os.fstat(file.fileno()).st_size
            self.head("200 OK", types.get(ending, "application/octet-stream"), size)
            if method == "GET":
                self.request.sendfile(file)
        return None

    def refuse(self, status, method="GET"):
        text = (status + "\n").encode("ascii")
        self.head(status, "text/plain; charset=utf-8", len(text))
        if method != "HEAD":
            self.request.sendall(text)

    def head(self, status, media_type, size):
        lines = ["HTTP/1.1 " + status, "Content-Type: " + media_type, "Content-Length: %d" % size] + headers
        if status.startswith("405"):
            lines.append("Allow: GET, HEAD")
        self.request.sendall("\r\n".join(lines + ["Connection: close", "", ""]).encode("ascii"))


class Server(socketserver.ThreadingMixIn, socketserver.TCPServer):
    allow_reuse_address = True
    daemon_threads = True
    request_queue_size = 64


def listen():
    for port in range(4180, 4280):
        try:
            return Server(("127.0.0.1", port), Connection)
        except OSError:
            pass  # taken: the next one
    sys.exit("The ports 4180 to 4279 are all taken. Close other copies of Evenkeel and start again.")


if not os.path.isfile(os.path.join(app, "index.html")):
    sys.exit("There is no folder app beside server. Copy the whole folder again.")
with listen() as server:
    url = "http://127.0.0.1:%d/" % server.server_address[1]
    text = (
        "Evenkeel is at {0} - to stop it, close this window or press Ctrl+C.\n"
        "Evenkeel läuft unter {0} - zum Beenden dieses Fenster schließen oder Strg+C drücken.\n"
    ).format(url)
    sys.stdout.buffer.write(text.encode("utf-8"))
    sys.stdout.flush()
    if opener:
        subprocess.Popen([opener, url], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        server.serve_forever()
    except KeyboardInterrupt:
        pass
