import { Component, type ReactNode } from 'react'
import { say } from '../language/say.ts'

interface Props {
  children: ReactNode
  instead?: ReactNode // shown without a word: another part of the page says it
}

/** Stands in for a part of the page that did not come or broke, with a way back. */
export class PageTrouble extends Component<Props, { broken: boolean }> {
  override state = { broken: false }

  static getDerivedStateFromError = () => ({ broken: true })

  override render(): ReactNode {
    if (!this.state.broken) return this.props.children
    if (this.props.instead !== undefined) return this.props.instead
    return (
      <div className="trouble" role="alert">
        <p>{say('page.broken')}</p>
        <button type="button" className="primary" onClick={() => location.reload()}>
          {say('page.reload')}
        </button>
      </div>
    )
  }
}
