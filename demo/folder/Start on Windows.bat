@echo off
title Evenkeel
if not exist "%~dp0server\serve.ps1" goto unpack
"%SystemRoot%\System32\WindowsPowerShell\v1.0\powershell.exe" -NoProfile -ExecutionPolicy Bypass -File "%~dp0server\serve.ps1"
if errorlevel 1 goto failed
exit /b 0
:unpack
echo Please unpack the whole zip first: right-click it and choose "Extract All".
echo Bitte zuerst alles entpacken: Rechtsklick auf die ZIP-Datei, "Alle extrahieren".
pause
exit /b 1
:failed
echo Evenkeel could not be started. README.txt says what to do.
echo Evenkeel konnte nicht gestartet werden. In README.txt steht, was zu tun ist.
pause
exit /b 1
