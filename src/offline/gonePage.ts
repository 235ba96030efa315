const text = `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>Evenkeel</title>
<h1>Evenkeel is not on this device any more</h1>
<p>The browser has cleared the files of the app, and there is no connection to fetch them again. Connect to the network,
then load this page again. Settings and measurements that the browser still has are not touched.</p>
<h1 lang="de">Evenkeel ist nicht mehr auf diesem Gerät</h1>
<p lang="de">Der Browser hat die Dateien der App gelöscht, und ohne Verbindung lassen sie sich nicht neu laden. Stelle
eine Verbindung her und lade diese Seite dann neu. Einstellungen und Messwerte, die der Browser noch hat, bleiben.</p>
</html>
`

/** What the worker shows when neither its files nor the network are there. */
export function gonePage(): Response {
  return new Response(text, {
    status: 503,
    statusText: 'Files gone',
    headers: {
      'Content-Type': 'text/html; charset=utf-8',
      'Content-Security-Policy': "default-src 'none'",
    },
  })
}
