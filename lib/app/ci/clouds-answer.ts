/** The answers of `--clouds`: does this repository bring up clouds? */
export const CLOUDS_ANSWERS = ["on", "off"] as const;

export type CloudsAnswer = (typeof CLOUDS_ANSWERS)[number];
