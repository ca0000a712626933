import { isFrame, placeInSources } from "./stack-frames.ts";

/** Directories that mean nothing to a reader, so messages leave them out. */
export interface MessageDirectories {
  /** The run's work directory. */
  readonly workDir: string;
  /** The directory of the program's sources. @default no place in a file is named */
  readonly sources?: string | undefined;
}

/** Returns a message in one line. Of its stack frames, it keeps the first place in the program's sources. */
export function oneLine(message: string, { workDir, sources }: MessageDirectories): string {
  const lines = message.split("\n");
  const frames = lines.filter((line) => isFrame(line));
  const [place] = sources === undefined ? [] : frames.flatMap((frame) => placeInSources(frame, sources) ?? []);
  const rest = lines.filter((line) => !isFrame(line)).join("\n");
  return plainLine(place === undefined ? rest : `${rest.trimEnd()} (${place})`, workDir);
}

/** Returns text of the engine in one line, without colors and without the run's work directory. */
export const plainLine = (text: string, workDir: string): string =>
  text
    // oxlint-disable-next-line no-control-regex -- the engine's colors
    .replace(/<\{%[^%]*%\}>|\u001b\[[\d;]*m/g, "")
    .replaceAll(`${workDir}/`, "")
    .trim()
    .split(/\s*\n\s*/)
    .join(" ");
