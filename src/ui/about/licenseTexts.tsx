import libraries from '../../data/libraries.json'
import texts from '../../data/license-texts.json'

/** The license texts that the libraries bring along, each with those it is for. */
export function LicenseTexts() {
  return (
    <div lang="en">
      {texts.map((text, at) => {
        const names = libraries.filter((library) => library.text === at).map(({ name }) => name)
        return (
          <section key={names[0]} aria-label={names.join(', ')}>
            <h3>{names.join(', ')}</h3>
            <pre>{text}</pre>
          </section>
        )
      })}
    </div>
  )
}
