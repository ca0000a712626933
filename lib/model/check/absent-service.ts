import { suggestion } from "../../base/suggestion.ts";
import { shorten } from "../../base/text.ts";

/** Service with instances -> the names of its instances. */
type Bases = ReadonlyMap<string, readonly string[]>;

/** Why a name is not one of a service that can run. */
export interface Absence {
  readonly message: string;
  readonly hint?: string;
}

/** Explains why no service has a name: the service has instances, lacks this one, or is unknown. */
export function absentService(name: string, { bases }: { readonly bases: Bases }): Absence {
  return misnamedInstance(name, bases) ?? { message: `${shorten(name)} is not the default export of a file in services/` };
}

/** Explains a name that should be one of an instance. Returns undefined for other names. */
export function misnamedInstance(name: string, bases: Bases): Absence | undefined {
  const instances = bases.get(name);
  if (instances !== undefined)
    return { message: `${name} runs as instances, so the reference must name one`, hint: `${name}.instance("${instances[0]}")` };
  const [base, known] = [...bases].find(([each]) => name.startsWith(`${each}-`)) ?? [];
  if (base === undefined || known === undefined) return undefined;
  const instance = name.slice(base.length + 1);
  if (known.includes(instance)) return undefined;
  return { message: `${base} has no instance "${shorten(instance)}"${suggestion(instance, known)}` };
}
