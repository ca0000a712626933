import type { EffectiveService } from "../effective.ts";
import { allowedIn } from "../fields/plain.ts";

/** Returns a test for the strings that `plain` allows anywhere in a service. */
export function allowedBy({ layers }: Pick<EffectiveService, "layers">): (text: string) => boolean {
  let allowed: ReadonlySet<string> | undefined;
  return (text) => {
    allowed ??= new Set(layers.flatMap(({ values }) => allowedIn(values)));
    return allowed.has(text);
  };
}
