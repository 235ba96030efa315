/** What the tables need said beside them; looked at again whenever they are made anew. */
export const steeringNotes = `## Looks`
