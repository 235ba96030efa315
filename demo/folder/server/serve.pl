#!/usr/bin/perl
# Serves ../app on this computer only, to several connections at once. Usage: serve.pl [command that opens an address]
use strict;
use warnings;
use File::Basename qw(dirname);
use IO::Socket::INET;
use POSIX qw(_exit);

my $here = dirname(__FILE__);
my $app = "$here/../app";
my $opener = $ENV{EVENKEEL_NO_BROWSER} ? undef : shift @ARGV;
my @headers = lines_of("$here/headers.txt");
my %types = map { split / /, $_, 2 } lines_of("$here/types.txt");

-f "$app/index.html" or die "There is no folder app beside server. Copy the whole folder again.\n";

my ($server, $url);
for my $port (4180 .. 4279) {
    $server = IO::Socket::INET->new(
        LocalAddr => '127.0.0.1', LocalPort => $port, Listen => 64, ReuseAddr => 1) or next;
    $url = "http://127.0.0.1:$port/";
    last;
}
$server or die "The ports 4180 to 4279 are all taken. Close other copies of Evenkeel and start again.\n";

$| = 1;
print "Evenkeel is at $url - to stop it, close this window or press Ctrl+C.\n";
print "Evenkeel läuft unter $url - zum Beenden dieses Fenster schließen oder Strg+C drücken.\n";
$SIG{CHLD} = 'IGNORE'; # the system takes away children that have ended
show($url) if $opener;

while (1) {
    my $client = $server->accept or next;
    my $child = fork;
    if (defined $child && $child == 0) {
        close $server;
        answer($client);
        shutdown $client, 1;
        _exit(0);
    }
    close $client;
}

sub lines_of {
    my ($path) = @_;
    open my $file, '<', $path or die "$path is missing. Copy the whole folder again.\n";
    return grep { length } map { s/\s+\z//r } <$file>;
}

sub show {
    my $child = fork;
    return unless defined $child && $child == 0;
    close $server;
    open STDOUT, '>', '/dev/null';
    open STDERR, '>', '/dev/null';
    exec $opener, $_[0] or _exit(1);
}

# One request, one answer. Whatever asks for nothing in ten seconds is hung up on.
sub answer {
    my ($client) = @_;
    my $request = '';
    alarm 10;
    until ($request =~ /\r\n\r\n/) {
        return refuse($client, '431 Request Header Fields Too Large') if length $request > 16384;
        sysread $client, $request, 4096, length $request or return;
    }
    alarm 0;
    my ($method, $path) = $request =~ m{\A([A-Z]+) (/[^ ?]*)(?:\?[^ ]*)? HTTP/1\.[01]\r\n}
        or return refuse($client, '400 Bad Request');
    return refuse($client, '405 Method Not Allowed') unless $method eq 'GET' || $method eq 'HEAD';
    $path =~ s/%([0-9A-Fa-f]{2})/chr hex $1/ge;
    $path .= 'index.html' if $path =~ m{/\z};
    # Names of letters, digits, _, - and dots that do not come first: nothing else can be asked for, so nothing above app.
    return refuse($client, '404 Not Found', $method)
        unless $path =~ m{\A(?:/[A-Za-z0-9_-][A-Za-z0-9_.-]*)+\z} && -f "$app$path";
    open my $file, '<:raw', "$app$path" or return refuse($client, '404 Not Found', $method);
    my ($ending) = $path =~ m{([^./]*)\z};
    put($client, head('200 OK', $types{lc $ending} || 'application/octet-stream', -s $file)) or return;
    return if $method eq 'HEAD';
    while (sysread $file, my $piece, 262144) {
        put($client, $piece) or return;
    }
}

sub refuse {
    my ($client, $status, $method) = @_;
    my $text = ($method || 'GET') eq 'HEAD' ? '' : "$status\n";
    put($client, head($status, 'text/plain; charset=utf-8', length "$status\n") . $text);
}

sub head {
    my ($status, $type, $length) = @_;
    return join "\r\n", "HTTP/1.1 $status", "Content-Type: $type", "Content-Length: $length",
        @headers, ($status =~ /^405/ ? 'Allow: GET, HEAD' : ()), 'Connection: close', '', '';
}

sub put {
    my ($client, $bytes) = @_;
    my $sent = 0;
    while ($sent < length $bytes) {
        $sent += syswrite($client, $bytes, length($bytes) - $sent, $sent) || return 0;
    }
    return 1;
}
