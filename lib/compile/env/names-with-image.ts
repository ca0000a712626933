import { isPlainObject } from "../../base/values.ts";
import type { FromLayer } from "../../model/program-layers.ts";
import type { BoundImage } from "../../model/fields/context.ts";
import type { EnvSubject } from "./env-context.ts";
import { type EvaluatedLayer, evaluateLayer } from "./evaluate-layer.ts";

/**
 * Lists the variables of a layer that a new image may change. Runs the function again, with another image, and compares.
 * If the image changes no value there, the function decides by it. Then a later image may change any variable.
 */
export function namesWithImage(subject: EnvSubject, layer: FromLayer<unknown>, { given, readsImage }: EvaluatedLayer): ReadonlySet<string> {
  if (!readsImage || !isPlainObject(given)) return NO_NAMES;
  const again = evaluateLayer({ ...subject, image: otherImage(subject.image) }, "env", layer, [])?.given;
  const other = isPlainObject(again) ? again : {};
  const names = Object.keys(given);
  const changed = names.filter((name) => JSON.stringify(given[name]) !== JSON.stringify(other[name]));
  return new Set(changed.length > 0 ? changed : names);
}

const NO_NAMES: ReadonlySet<string> = new Set();

/** Returns an image that differs from another one in each character. */
const otherImage = ({ repository, tag }: BoundImage): BoundImage => ({ repository: differing(repository), tag: differing(tag) });

const differing = (text: string): string => text.replace(/./g, (character) => (character === "0" ? "1" : "0"));
