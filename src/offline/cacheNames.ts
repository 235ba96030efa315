/** The caches of the app whose pages lie below `scope`: another copy on the same site has its own. */
export const appCacheName = (scope: string): string => `evenkeel-app-1:${new URL(scope).pathname}`

/** The programs that run the model: too big to be fetched by everybody at the first visit. */
export const runtimeCacheName = (scope: string): string =>
  `evenkeel-runtime-1:${new URL(scope).pathname}`
