import type { IEnvVar } from "kubernetes-models/v1";
import { suggestion } from "../../base/suggestion.ts";
import { asLiteral, isTemplate, referencesIn } from "../../model/references.ts";
import type { Variable } from "./variable.ts";

/** The places of the variables of a service. */
export interface PlacedVariables {
  /** The data of the ConfigMap, by name. */
  readonly data: Readonly<Record<string, string>>;
  /** The `env:` entries of each container: an entry refers only to entries before it. */
  readonly entries: readonly IEnvVar[];
}

/**
 * Places each variable: in the ConfigMap, or in an `env:` entry of the containers. Kubernetes expands `$(NAME)` only in entries. A variable
 * that a new image changes is an entry, so that the ConfigMap stays. Reports unknown references and cycles.
 */
export function placeVariables(variables: ReadonlyMap<string, Variable>): PlacedVariables {
  const data: Record<string, string> = {};
  const entries = new Map<string, IEnvVar>();
  // A chain of references may be longer than the call stack, so the open variables have a list.
  const stack: OpenVariable[] = [];
  const open = new Set<string>();
  const enter = (name: string, { value, usesImage, report }: Variable): void => {
    if (value.kind === "source") entries.set(name, { name, valueFrom: value.valueFrom });
    else if (isTemplate(value.text)) {
      open.add(name);
      stack.push({ name, value: value.text, left: [...new Set(referencesIn(value.text))], report });
    } else if (usesImage) entries.set(name, value.text === "" ? { name } : { name, value: asLiteral(value.text) });
    else data[name] = value.text;
  };
  const follow = ({ name, report }: OpenVariable, other: string): void => {
    const next = variables.get(other);
    if (open.has(other)) report(`env.${name}`, cycleMessage(name, other), asTextHint(other));
    else if (next !== undefined && !entries.has(other)) enter(other, next);
    else if (next === undefined && !isClusterVariable(other)) report(`env.${name}`, ...unknownReference(other, variables));
  };
  for (const [name, variable] of variables) {
    if (!entries.has(name)) enter(name, variable);
    for (let last = stack.at(-1); last !== undefined; last = stack.at(-1)) {
      const other = last.left.shift();
      if (other !== undefined) follow(last, other);
      else {
        stack.pop();
        open.delete(last.name);
        entries.set(last.name, { name: last.name, value: last.value });
      }
    }
  }
  return { data, entries: [...entries.values()] };
}

/** A variable whose references are being placed. */
interface OpenVariable extends Pick<Variable, "report"> {
  readonly name: string;
  readonly value: string;
  /** The references that are left. */
  readonly left: string[];
}

const cycleMessage = (name: string, other: string): string =>
  other === name ? `refers to itself as $(${name})` : `refers to $(${other}), which refers back to it`;

/** Words a reference to a variable that the service does not have, with its hint. */
export const unknownReference = (name: string, known: ReadonlyMap<string, unknown>): readonly [message: string, hint: string] => [
  `refers to $(${name}), but there is no variable "${name}"${suggestion(name, [...known.keys()])}`,
  asTextHint(name),
];

const asTextHint = (name: string): string => `write $$(${name}) for the text $(${name})`;

/** True if Kubernetes sets the variable in every container: the address of the API server. */
export const isClusterVariable = (name: string): boolean =>
  /^KUBERNETES_(?:SERVICE_HOST|SERVICE_PORT(?:_HTTPS)?|PORT(?:_443_TCP(?:_(?:ADDR|PORT|PROTO))?)?)$/.test(name);
