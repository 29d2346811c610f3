/** The folder that the page is served from, with a slash at its end. */
export const base: string = import.meta.env.BASE_URL;

/** The address of a path below that folder. */
export const addressOf = (path: string): string => base + path;
