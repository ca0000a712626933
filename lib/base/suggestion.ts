/** The maximum number of mistakes in a mistyped word. Names of a fleet often differ in three letters: adservice, cartservice. */
const MAX_MISTAKES = 2;

/** The maximum number of known words that a message lists without a choice. */
const MAX_LISTED = 10;
/** The number of words that a message chooses from a longer list. */
const SHOWN = 5;

/** Returns the known word that a mistyped word most likely means, or undefined if none is near. */
export function nearest(word: string, known: Iterable<string>): string | undefined {
  let best: string | undefined;
  let bestDistance = Math.min(Math.max(1, Math.floor(word.length / 3)), MAX_MISTAKES) + 1;
  for (const candidate of known) {
    const distance = editDistance(word.toLowerCase(), candidate.toLowerCase());
    if (distance < bestDistance) {
      best = candidate;
      bestDistance = distance;
    }
  }
  return best;
}

/**
 * Ends a message about an unknown word: `; did you mean "grpc"?`. If no known word is near, it lists all of a few, or some of many.
 * @param command the command that lists all
 */
export function suggestion(word: unknown, known: readonly string[], command?: string): string {
  if (typeof word !== "string" || word.length > 100) return "";
  const near = nearest(word, known);
  if (near !== undefined) return `; did you mean "${near}"?`;
  if (known.length === 0) return "; there are none";
  const listed = known.length <= MAX_LISTED ? known : mostSimilar(word, known);
  const others = known.length - listed.length;
  const rest = others === 0 ? "" : ` and ${others} more${command === undefined ? "" : `; ${command} lists all`}`;
  return ` (known: ${listed.map((name) => `"${name}"`).join(", ")}${rest})`;
}

/** Lists some known words: those that contain the word or begin it, then those with the fewest mistakes. */
function mostSimilar(word: string, known: readonly string[]): readonly string[] {
  const lower = word.toLowerCase();
  const ranked = known.map((name) => {
    const candidate = name.toLowerCase();
    const isPart = lower !== "" && (candidate.includes(lower) || lower.startsWith(candidate));
    return { name, mistakes: isPart ? 0 : editDistance(lower, candidate) };
  });
  return ranked
    .toSorted((a, b) => a.mistakes - b.mistakes)
    .slice(0, SHOWN)
    .map(({ name }) => name);
}

/** Counts the letters to add, drop, change or swap with their neighbour. */
function editDistance(a: string, b: string): number {
  let before: readonly number[] = [];
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const change = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      next.push(Math.min(change, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1, swapped ? (before[j - 2] ?? 0) + 1 : Infinity));
    }
    before = row;
    row = next;
  }
  return row[b.length] ?? 0;
}
