import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { launchChromium } from '../../tests/chromium.ts'

/** Draws the PNG icons of the installed app from the SVG: `npx tsx docs/icons/make.ts`. */
const folder = join(import.meta.dirname, '../../public/icons')
const svg = readFileSync(join(folder, 'evenkeel.svg'), 'utf8')
const unrounded = svg.replace(/ rx="\d+"/, '') // a mask cuts the corners, and leaves the middle four fifths for sure

const pictures = [
  { name: 'evenkeel-192.png', size: 192, drawing: svg },
  { name: 'evenkeel-512.png', size: 512, drawing: svg },
  { name: 'evenkeel-maskable-512.png', size: 512, drawing: unrounded },
  { name: 'evenkeel-touch-180.png', size: 180, drawing: unrounded },
]

const browser = await launchChromium()
try {
  for (const { name, size, drawing } of pictures) {
    const page = await browser.newPage({ viewport: { width: size, height: size } })
    await page.setContent(`<style>body{margin:0}svg{display:block}</style>${drawing}`)
    await page.screenshot({ path: join(folder, name), omitBackground: true })
    await page.close()
  }
} finally {
  await browser.close()
}
