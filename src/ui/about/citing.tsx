import { say } from '../../language/say.ts'
import { labVersion } from '../../steering/labVersion.ts'

const project = `@software{evenkeel,
  title   = {Evenkeel: an interpretability lab in a browser tab},
  version = {${labVersion}},
  year    = {2026},
  license = {Apache-2.0}
}`

const paper = `@article{emotionconcepts2026,
  title   = {Emotion Concepts and their Function in a Large Language Model},
  author  = {Sofroniew and Kauvar and Saunders and Chen and others},
  journal = {Transformer Circuits},
  year    = {2026},
  note    = {arXiv:2604.07729}
}`

/** How to name the lab, the paper that it follows, and the model. */
export function Citing() {
  return (
    <>
      <p>{say('about.citing.project')}</p>
      <pre lang="en">{project}</pre>
      <p>{say('about.citing.paper')}</p>
      <pre lang="en">{paper}</pre>
      <p>{say('about.citing.model')}</p>
      <p>{say('about.citing.run')}</p>
    </>
  )
}
