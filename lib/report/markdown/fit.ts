import { count } from "../../base/text.ts";

/** A part of a report. Earlier sections get their room first. */
export interface Section {
  readonly title: string;
  /** Lines of Markdown. */
  readonly items: readonly string[];
  /** The lines before the items if not all of the items fit, such as counts. @default none */
  readonly brief?: readonly string[];
}

/** The characters of a report. GitHub refuses a comment of more than 65,536, and a check of more than 65,535. */
export const MAXIMUM_CHARACTERS = 60_000;

/** The characters that each later section keeps: its title, and the line that counts what does not fit. */
const RESERVE = 120;

/** Returns the lines of a head and its sections. If not all lines fit, says how many are left out. @param all says where all lines are */
export function fitSections(
  head: readonly string[],
  sections: readonly Section[],
  all: readonly string[],
  maximum = MAXIMUM_CHARACTERS,
): readonly string[] {
  const filled = sections.filter(({ items }) => items.length > 0);
  const found = [...head];
  let left = maximum - sizeOf([...head, ...all]) - RESERVE;
  let isCut = false;
  for (const [at, { title, items, brief = [] }] of filled.entries()) {
    const room = left - RESERVE * (filled.length - at);
    const isWhole = sizeOf(items) <= room;
    // Half of the room stays for later sections, so that one long section does not push them all out.
    const shown = isWhole ? items : linesWithin([...brief, ...items], room / 2);
    const more = [`- and ${count(brief.length + items.length - shown.length, "more line")}`];
    const lines = ["", `#### ${title}`, "", ...shown, ...(isWhole ? [] : more)];
    isCut ||= !isWhole;
    left -= sizeOf(lines);
    found.push(...lines);
  }
  return isCut ? [...found, "", ...all] : found;
}

const sizeOf = (lines: readonly string[]): number => lines.reduce((sum, line) => sum + line.length + 1, 0);

/** Returns the lines that fit, in order. A line that is too long alone is left out, and later ones may fit. */
function linesWithin(lines: readonly string[], maximum: number): readonly string[] {
  let left = maximum;
  return lines.filter((line) => {
    const fits = line.length < left;
    if (fits) left -= line.length + 1;
    return fits;
  });
}
