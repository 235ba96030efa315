export const TAB_WORK = ['run', 'derivation', 'experiment', 'load', 'lesson', 'texts'] as const
/** What loading this tab's page again would end (all but the last) or lose (texts, directions that were derived). */
export type TabWork = (typeof TAB_WORK)[number]
