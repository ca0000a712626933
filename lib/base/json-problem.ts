/** Matches the parts of JSON that decide where a key is: strings, brackets and their separators. */
const TOKEN = /"(?:[^"\\]|\\.)*"|[{}[\]:,]/g;

/** Objects and lists inside each other. More would use up the stack of a function that visits all values. */
const LEVELS = 32;

/**
 * Returns the problem of a JSON text: a key that an object has twice, or many levels. Parsers read such JSON in different ways.
 * @param json valid JSON
 */
export function jsonProblem(json: string): string | undefined {
  // One set for each open object, undefined for a list.
  const open: (Set<string> | undefined)[] = [];
  let last = "";
  for (const [token] of json.matchAll(TOKEN)) {
    if (token === "{") open.push(new Set());
    else if (token === "[") open.push(undefined);
    else if (token === "}" || token === "]") open.pop();
    else if (token === ":") {
      const [keys, key] = [open.at(-1), String(JSON.parse(last))];
      if (keys?.has(key) === true) return `has the field ${JSON.stringify(key)} twice`;
      keys?.add(key);
    }
    if (open.length > LEVELS) return `has more than ${LEVELS} levels`;
    last = token;
  }
  return undefined;
}
