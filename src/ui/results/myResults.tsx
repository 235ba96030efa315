import './results.css'
import { useId, useMemo, useState } from 'react'
import { say } from '../../language/say.ts'
import { LESSON_NAME } from '../../state/lessons/lessonName.ts'
import { doseFigure } from '../../state/results/doseFigure.ts'
import { doseResponse } from '../../state/results/doseResponse.ts'
import { sampleOf } from '../../state/results/learners.ts'
import { studiesIn } from '../../state/results/ownPoints.ts'
import { pupilResult } from '../../state/results/pupilResult.ts'
import { type Study, studyKey } from '../../state/results/study.ts'
import { Help } from '../help/help.tsx'
import { useLabState } from '../labContext.ts'
import { usePage, usePlaceInRoom } from '../route.ts'
import { DosePicture } from './dosePicture.tsx'
import { HandIn } from './handIn.tsx'
import { StartAgain } from './startAgain.tsx'
import { StudyChoice } from './studyChoice.tsx'

/** The own runs, folded until somebody wants to see them. Beside a lesson, what is handed in names it. */
export function MyResults() {
  const id = useId()
  const place = usePlaceInRoom()
  const lesson = usePage() === 'lessons' && LESSON_NAME.test(place) ? place : undefined
  const runs = useLabState((state) => state.ownPoints.points.length)
  const [open, setOpen] = useState(false)
  return (
    <section className="card results" aria-labelledby={id}>
      <details onToggle={(event) => setOpen(event.currentTarget.open)}>
        <summary>
          <h2 id={id}>{say('results.mine')}</h2>
          <span className="note">{say('results.mine.count', { runs })}</span>
        </summary>
        <Help about="results" />
        {open && <Own lesson={lesson} />}
      </details>
    </section>
  )
}

/** The own runs of one study: their picture, their code to hand in, and a way to begin again. */
function Own({ lesson }: { lesson: string | undefined }) {
  const { points, kept } = useLabState((state) => state.ownPoints)
  const [chosen, setChosen] = useState<string | null>(null)
  const studies = useMemo(() => studiesIn(points), [points])
  const study = studies.find((each) => studyKey(each) === chosen) ?? studies[0]
  if (!study) return <p className="empty">{say('results.mine.none')}</p>
  return (
    <>
      <StudyChoice
        legend={say('results.mine.which')}
        studies={studies.map((each) => ({ study: each, count: runsOf(each).length }))}
        unit="runs"
        chosen={study}
        onChoose={(next) => setChosen(studyKey(next))}
      />
      <OwnStudy key={studyKey(study)} study={study} lesson={lesson} />
      <p className="note">{say(kept ? 'results.mine.kept' : 'results.mine.notKept')}</p>
      <StartAgain />
    </>
  )

  function runsOf(of: Study) {
    return points.filter((point) => studyKey(point.study) === studyKey(of))
  }
}

function OwnStudy({ study, lesson }: { study: Study; lesson: string | undefined }) {
  const points = useLabState((state) => state.ownPoints.points)
  const result = useMemo(() => {
    const own = points.filter((point) => studyKey(point.study) === studyKey(study))
    return pupilResult(
      study,
      own.map(({ point }) => point),
      lesson,
    )
  }, [points, study, lesson])
  const figure = useMemo(() => {
    const { learners } = sampleOf([result])
    return learners.length === 0 ? null : doseFigure(learners, doseResponse(learners))
  }, [result])
  return (
    <>
      {figure ? (
        <DosePicture figure={figure} />
      ) : (
        <p className="note">{say('results.mine.rest')}</p>
      )}
      {study.source === 'recorded' && <p className="note">{say('results.mine.recorded')}</p>}
      <HandIn result={result} />
    </>
  )
}
