/** The values of one field of a cron expression. */
export interface CronField {
  readonly minimum: number;
  readonly maximum: number;
  /** Words that stand for numbers; the index is the number. */
  readonly words: readonly string[];
}

/**
 * True if a part such as `1-5`, `jan,mar` or `0-30/10` is valid for its field.
 * Source: `cron.ParseStandard` of github.com/robfig/cron v3, which the API server calls.
 */
export function isCronField(part: string, { minimum, maximum, words }: CronField): boolean {
  return part.split(",").every((item) => {
    const [range = "", step, ...more] = item.split("/");
    if (more.length > 0 || (step !== undefined && !/^[1-9]\d{0,2}$/.test(step))) return false;
    if (range === "*" || range === "?") return true;
    const ends = range.split("-");
    if (ends.length > 2) return false;
    const [from = "", to = from] = ends;
    const [first, last] = [from, to].map((end) =>
      /^\d{1,2}$/.test(end) ? Number(end) : end === "" ? -1 : words.indexOf(end.toLowerCase()),
    );
    return first !== undefined && last !== undefined && first >= minimum && last <= maximum && first <= last;
  });
}
