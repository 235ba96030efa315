import type { Role, Side } from '../experiments/figure.ts'

export interface GlyphProps {
  role: Role
  side?: Side | undefined
  x: number
  y: number
}

const outlines: Record<Role, string | null> = {
  effect: null,
  item: null,
  decoy: 'M0 -5.5L5.5 0L0 5.5L-5.5 0Z',
  control: 'M-4 -4H4V4H-4Z',
  rival: 'M0 -5L5 4H-5Z',
}

/** What an estimate is, as a shape: effect a dot, item a small one, decoy a diamond, control a square, rival a triangle. */
export function Glyph({ role, side, x, y }: GlyphProps) {
  const name = glyphClass(role, side)
  const outline = outlines[role]
  return outline === null ? (
    <circle className={name} cx={x} cy={y} r={role === 'effect' ? 5 : 3.2} />
  ) : (
    <path className={name} d={outline} transform={`translate(${x} ${y})`} />
  )
}

const glyphClass = (role: Role, side: GlyphProps['side']): string =>
  `glyph ${role}Glyph${side ? ` ${side}Side` : ''}`
