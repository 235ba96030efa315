import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { librariesOf } from '../../docs/libraries.ts'
import listed from '../../src/data/libraries.json'
import texts from '../../src/data/license-texts.json'

describe('the libraries on the about page', () => {
  it('are those that are installed, with their versions, licenses and license texts', () => {
    const installed = librariesOf(join(import.meta.dirname, '../..'))
    expect(listed).toEqual(installed.libraries)
    expect(texts).toEqual(installed.texts)
  })

  it('are all under licenses that let anybody pass them on', () => {
    for (const { name, license } of listed)
      expect(['MIT', 'ISC', 'BSD-3-Clause', 'Apache-2.0'], name).toContain(license)
  })
})
