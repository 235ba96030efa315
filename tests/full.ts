/** True under `npm run test:full`: guards tests that take minutes, as in `describe.runIf(full)`. */
export const full = process.env['EVENKEEL_FULL'] === '1'
