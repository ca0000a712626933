/** The values of one field of a cron expression. */
export interface CronField {
  readonly minimum: number;
  readonly maximum: number;
  /** Words that stand for numbers; the index is the number. */
  readonly words: readonly string[];
}

/** The values from `first` to `last`, each `step`. */
interface CronRange {
  readonly first: number;
  readonly last: number;
  readonly step: number;
}

/** True if a part such as `1-5`, `jan,mar` or `0-30/10` is valid for its field. */
export const isCronField = (part: string, field: CronField): boolean => rangesOf(part, field) !== undefined;

/** Lists the values that a part stands for. */
export function cronValues(part: string, field: CronField): readonly number[] {
  const values = (rangesOf(part, field) ?? []).flatMap(({ first, last, step }) =>
    Array.from({ length: Math.floor((last - first) / step) + 1 }, (_, index) => first + index * step),
  );
  return [...new Set(values)].sort((a, b) => a - b);
}

/** True if a part takes every value. A step limits the values. */
export const isEveryValue = (part: string): boolean => part.split(",").some((item) => /^[*?](?:\/0*1)?$/.test(item));

/**
 * Returns the ranges of a part, or undefined if it is malformed.
 * Source: `cron.ParseStandard` of github.com/robfig/cron v3, which the API server calls.
 */
function rangesOf(part: string, { minimum, maximum, words }: CronField): readonly CronRange[] | undefined {
  const ranges: CronRange[] = [];
  for (const item of part.split(",")) {
    const [range = "", step, ...more] = item.split("/");
    const ends = range === "*" || range === "?" ? [String(minimum), String(maximum)] : range.split("-");
    if (more.length > 0 || (step !== undefined && !/^[1-9]\d{0,2}$/.test(step)) || ends.length > 2) return undefined;
    const [from = "", to = from] = ends;
    const [first = -1, last = -1] = [from, to].map((end) =>
      /^\d{1,2}$/.test(end) ? Number(end) : end === "" ? -1 : words.indexOf(end.toLowerCase()),
    );
    if (first < minimum || last > maximum || first > last) return undefined;
    // `5/10` goes on to the maximum.
    ranges.push({ first, last: step !== undefined && ends.length === 1 ? maximum : last, step: Number(step ?? 1) });
  }
  return ranges;
}
