import { pathToFileURL } from "node:url";

/** True if a line of an error's stack names a place in a file. */
export const isFrame = (line: string): boolean => /^\s+at .*:\d+:\d+\)?$/.test(line);

/**
 * Returns the place that a frame names, relative to the sources' directory; undefined if it is outside, or in `node_modules`.
 * `    at own (file:///shop/components/odd.ts:5:9)` gives `components/odd.ts:5:9`.
 */
export function placeInSources(frame: string, sources: string): string | undefined {
  if (frame.includes("/node_modules/")) return undefined;
  // Frames name a module by its URL, in which a space is `%20`.
  for (const base of [`${pathToFileURL(sources).href}/`, `${sources}/`]) {
    const at = frame.indexOf(base);
    if (at !== -1) return frame.slice(at + base.length).replace(/\)$/, "");
  }
  return undefined;
}
