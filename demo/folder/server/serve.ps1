# Serves ..\app on this computer only, to several connections at once. For Windows PowerShell 5.1.
if ($ExecutionContext.SessionState.LanguageMode -ne 'FullLanguage') {
    Write-Host 'This computer allows PowerShell no network programs: ask whoever looks after it, or put the folder app on any web server.'
    exit 1
}
$ErrorActionPreference = 'Stop'
$app = [IO.Path]::GetFullPath("$PSScriptRoot\..\app")
if (-not [IO.File]::Exists("$app\index.html")) {
    Write-Host 'There is no folder app beside server. Copy the whole folder again.'
    exit 1
}
$headers = [IO.File]::ReadAllLines("$PSScriptRoot\headers.txt") -join "`r`n"
$types = @{}
foreach ($line in [IO.File]::ReadAllLines("$PSScriptRoot\types.txt")) {
    $ending, $type = $line -split ' ', 2
    $types[$ending] = $type
}

# One request, one answer, then the next connection. Eight of these run side by side.
$worker = {
    param($queue, $app, $headers, $types)
    while ($true) {
        $client = $queue.Take()
        $file = $null
        try {
            $client.ReceiveTimeout = 10000
            $stream = $client.GetStream()
            $buffer = New-Object byte[] 16384
            $length = 0
            $request = ''
            while (-not $request.Contains("`r`n`r`n") -and $length -lt $buffer.Length) {
                $count = $stream.Read($buffer, $length, $buffer.Length - $length)
                if ($count -eq 0) { break }
                $length += $count
                $request = [Text.Encoding]::ASCII.GetString($buffer, 0, $length)
            }
            if ($length -eq 0) { continue }
            $status = '400 Bad Request'
            $method = 'GET'
            $type = 'text/plain; charset=utf-8'
            if ($request.Contains("`r`n`r`n") -and $request -cmatch '\A([A-Z]+) (/[^ ?]*)(\?[^ ]*)? HTTP/1\.[01]\r\n') {
                $method = $Matches[1]
                $path = [Uri]::UnescapeDataString($Matches[2])
                if ($path.EndsWith('/')) { $path += 'index.html' }
                $status = '404 Not Found'
                if ($method -cne 'GET' -and $method -cne 'HEAD') {
                    $status = '405 Method Not Allowed'
                }
                elseif ($path -cmatch '\A(/[A-Za-z0-9_-][A-Za-z0-9_.-]*)+\z') {
                    $place = [IO.Path]::GetFullPath($app + $path.Replace('/', '\'))
                    if ($place.StartsWith("$app\", [StringComparison]::Ordinal) -and [IO.File]::Exists($place)) {
                        $file = [IO.File]::OpenRead($place)
                        $status = '200 OK'
                        $type = $types[$path.Split('/')[-1].Split('.')[-1]]
                        if (-not $type) { $type = 'application/octet-stream' }
                    }
                }
            }
            if (-not $file) {
                $file = New-Object IO.MemoryStream (, [Text.Encoding]::ASCII.GetBytes("$status`n"))
            }
            $lines = "HTTP/1.1 $status", "Content-Type: $type", "Content-Length: $($file.Length)", $headers
            if ($status -like '405*') { $lines += 'Allow: GET, HEAD' }
            $head = [Text.Encoding]::ASCII.GetBytes(($lines -join "`r`n") + "`r`nConnection: close`r`n`r`n")
            $stream.Write($head, 0, $head.Length)
            if ($method -cne 'HEAD') { $file.CopyTo($stream, 262144) }
            $client.Client.Shutdown('Send')
        }
        catch {
            # the browser went away, or asked for nothing in ten seconds
        }
        finally {
            if ($file) { $file.Dispose() }
            $client.Close()
        }
    }
}

foreach ($port in 4180..4279) {
    $listener = New-Object Net.Sockets.TcpListener ([Net.IPAddress]::Loopback), $port
    $listener.ExclusiveAddressUse = $true
    try {
        $listener.Start()
        break
    }
    catch {
        $listener = $null
    }
}
if (-not $listener) {
    Write-Host 'The ports 4180 to 4279 are all taken. Close other copies of Evenkeel and start again.'
    exit 1
}
$queue = New-Object 'Collections.Concurrent.BlockingCollection[object]'
$workers = foreach ($number in 1..8) {
    $one = [PowerShell]::Create().AddScript($worker.ToString())
    $null = $one.AddArgument($queue).AddArgument($app).AddArgument($headers).AddArgument($types).BeginInvoke()
    $one
}
$url = "http://127.0.0.1:$port/"
Write-Host "Evenkeel is at $url - to stop it, close this window."
Write-Host "Evenkeel l$([char]0xE4)uft unter $url - zum Beenden dieses Fenster schlie$([char]0xDF)en."
if (-not $env:EVENKEEL_NO_BROWSER) {
    try { Start-Process $url } catch { Write-Host "Open $url in a browser." }
}
try {
    while ($true) {
        while ($listener.Pending()) { $queue.Add($listener.AcceptTcpClient()) }
        Start-Sleep -Milliseconds 15
    }
}
catch {
    Write-Host $_
    [Environment]::Exit(1)
}
finally {
    [Environment]::Exit(0)
}
