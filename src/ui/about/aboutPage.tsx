import './about.css'
import type { ReactNode } from 'react'
import { type MessageKey, say } from '../../language/say.ts'
import { usePlaceInRoom } from '../route.ts'
import { Citing } from './citing.tsx'
import { Licenses } from './licenses.tsx'
import { Measured } from './measured.tsx'
import { Privacy } from './privacy.tsx'
import { Words } from './words.tsx'

const SECTIONS = ['measured', 'limits', 'care', 'privacy', 'words', 'licenses', 'citing'] as const
type Section = (typeof SECTIONS)[number]

const content: Record<Section, () => ReactNode> = {
  measured: () => <Measured />,
  limits: () => (
    <Points
      keys={[
        'about.limits.small',
        'about.limits.direction',
        'about.limits.feelings',
        'about.limits.one',
        'about.limits.range',
        'about.limits.device',
      ]}
    />
  ),
  care: () => <Points keys={['about.care.dark', 'about.care.advice', 'about.care.class']} />,
  privacy: () => <Privacy />,
  words: () => <Words />,
  licenses: () => <Licenses />,
  citing: () => <Citing />,
}

/** What is measured, limits, care, privacy that can be checked, words, licenses, how to cite. */
export function AboutPage() {
  const place = usePlaceInRoom()
  return (
    <div className="about">
      <title>{`${say('page.about')} · Evenkeel`}</title>
      <nav aria-label={say('about.contents')}>
        <ul>
          {SECTIONS.map((name) => (
            <li key={name}>
              <a href={`#/about/${name}`} aria-current={place === name ? 'true' : undefined}>
                {say(`about.${name}`)}
              </a>
            </li>
          ))}
        </ul>
      </nav>
      <article aria-labelledby="about-title">
        <h1 id="about-title">{say('about.heading')}</h1>
        <p className="lede">{say('about.lede')}</p>
        {SECTIONS.map((name) => (
          <section key={name} aria-labelledby={`about-${name}`}>
            <h2
              id={`about-${name}`}
              tabIndex={-1}
              ref={place === name ? (heading) => heading?.focus() : null}
            >
              {say(`about.${name}`)}
            </h2>
            {content[name]()}
          </section>
        ))}
      </article>
    </div>
  )
}

function Points({ keys }: { keys: readonly MessageKey[] }) {
  return (
    <ul className="points">
      {keys.map((key) => (
        <li key={key}>{say(key)}</li>
      ))}
    </ul>
  )
}
