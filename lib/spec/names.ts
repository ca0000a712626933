/** RFC 1123 label: what Kubernetes takes as the name of a Service, a namespace, a port. */
const LABEL = /^[a-z](?:[a-z0-9-]*[a-z0-9])?$/;

/**
 * The longest service or stack name. `<stack>-<service>` names the Application and must fit in a label value (63);
 * `<service>-<job>` names a pod, whose generated suffix needs 16 more.
 */
export const MAX_NAME_LENGTH = 40;

/** Names that Windows cannot have as a file, whatever the ending: the generated tree is checked out there, too. */
const WINDOWS_DEVICES = /^(?:con|prn|aux|nul|com[0-9]|lpt[0-9])$/;

/** Names that Fairlead's own layout takes inside a stack's directory. */
const RESERVED = new Set(["platform", "applications", "services", "argocd", "versions", "pipeline"]);

/** A label of at most 63 characters: a namespace, a cluster, a region. */
export const isDnsLabel = (text: string): boolean => /^[a-z](?:[a-z0-9-]{0,61}[a-z0-9])?$/.test(text);

/** A name as messages show it, whatever untyped input has in its place. */
export const shorten = (name: unknown): string => {
  const text = typeof name === "string" ? name : "(no text)";
  return text.length > 60 ? `${text.slice(0, 57)}...` : text;
};

/** Why `name` cannot name a service or stack, or undefined where it can. */
export function nameProblem(name: unknown): string | undefined {
  if (typeof name !== "string") return "the name is not a text";
  const shown = shorten(name);
  if (name.length > MAX_NAME_LENGTH) {
    return `"${shown}" has ${name.length} characters; at most ${MAX_NAME_LENGTH} fit, because <stack>-<service> must fit in 63`;
  }
  if (!LABEL.test(name)) return `"${shown}" is not a DNS label: lower-case letters, digits and "-", starting with a letter`;
  if (WINDOWS_DEVICES.test(name)) return `"${name}" is a device name on Windows, so no file can have it`;
  if (RESERVED.has(name)) return `"${name}" is reserved for Fairlead's own layout`;
  return undefined;
}

/** Why `name` cannot name a port, a need or a job (a DNS label of at most 15, `what` says of what), or undefined. */
export function shortNameProblem(name: string, what: string): string | undefined {
  if (name.length > 15) return `the ${what} name "${name}" has ${name.length} characters; at most 15 fit`;
  if (!LABEL.test(name)) return `the ${what} name "${name}" is not a DNS label: lower-case letters, digits and "-"`;
  return undefined;
}

/** A DNS name such as `shop.example.com`, each part a label of at most 63. */
export const isHostName = (host: string): boolean =>
  host.length <= 253 && host.split(".").every((part) => /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/.test(part));

/** The address of a version datastore: `file:<directory>`, or `gs://<bucket>/<prefix>`. */
export const isDatastore = (url: string): boolean => /^(?:file:[^\0]+|gs:\/\/[a-z0-9][a-z0-9._-]{1,220}[a-z0-9](?:\/.*)?)$/.test(url);

/** The known word that a mistyped one most likely meant, or undefined where none is near. */
export function nearest(word: string, known: Iterable<string>): string | undefined {
  let best: string | undefined;
  let bestDistance = Math.max(1, Math.floor(word.length / 3)) + 1;
  for (const candidate of known) {
    const distance = editDistance(word.toLowerCase(), candidate.toLowerCase());
    if (distance < bestDistance) {
      best = candidate;
      bestDistance = distance;
    }
  }
  return best;
}

/** `; did you mean "grpc"?`, or the known words where none is near, or nothing where there are none. */
export function suggestion(word: unknown, known: readonly string[]): string {
  if (typeof word !== "string" || word.length > 100) return "";
  const near = nearest(word, known);
  if (near !== undefined) return `; did you mean "${near}"?`;
  return known.length === 0 ? "; there are none" : ` (there is ${known.map((name) => `"${name}"`).join(", ")})`;
}

/** Letters to add, drop, change or swap with their neighbour. */
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
