/** The API server's rule for the name of a variable. It is also a rule for the key of a ConfigMap, with at most 253 characters. */
const NAME = /^(?!\.{1,2}$|\.\.)[-._a-zA-Z][-._a-zA-Z0-9]{0,252}$/;

/** True if Kubernetes takes the name of an environment variable. No object of JavaScript can safely have the field `__proto__`. */
export const isVariableName = (name: string): boolean => NAME.test(name) && name !== "__proto__";

/** True if Kubernetes reads more in a string than its text: `$(NAME)`, or `$$(NAME)` for the text `$(NAME)`. */
export const isTemplate = (text: string): boolean => text.includes("$(") && (text.includes("$$(") || referencesIn(text).length > 0);

/**
 * Lists the variables that a string refers to. Other parentheses, such as `$(date +%s)`, cannot be a variable and stay as they are.
 * Source: `Expand` in k8s.io/kubernetes/third_party/forked/golang/expansion.
 */
export function referencesIn(text: string): readonly string[] {
  if (!text.includes("$(")) return [];
  // `$$` comes first: it is an escaped `$`, so no reference begins at its second character.
  return [...text.matchAll(/\$\$|\$\(([^)]{0,253})\)/g)].flatMap(([, name]) => (name !== undefined && isVariableName(name) ? [name] : []));
}

/** Escapes a string that is no template, so that Kubernetes reads it as it is. It reads `$$` as `$`. */
export const asLiteral = (text: string): string => text.replace(/\${2,}/g, (run) => run + run);
