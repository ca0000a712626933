import { suggestion } from "../../base/suggestion.ts";
import { shorten } from "../../base/text.ts";
import { declaresNeeds, isSameKind, needsIn } from "../needs/layer-needs.ts";
import { needKind } from "../needs/registry.ts";
import { isUsed } from "../needs/use.ts";
import type { ServiceRule } from "./rule.ts";

/** Checks the needs that a tier, an instance or a stack replaces. */
export const layerNeedsRule: ServiceRule = ({ layers }, report) => {
  const own = needsIn(layers.find(declaresNeeds));
  for (const layer of layers) {
    if (declaresNeeds(layer)) continue;
    for (const [name, need] of Object.entries(needsIn(layer))) {
      const at = `needs.${name}`;
      const declared = Object.hasOwn(own, name) ? own[name] : undefined;
      if (declared === undefined) {
        report(at, `there is no need "${shorten(name)}"${suggestion(name, Object.keys(own))}`, "declare it in needs of the service");
      } else if (isUsed(declared)) report(at, "the need is of another service; replace it in a layer of its owner");
      else if (isUsed(need)) report(at, "a layer replaces options of a need, and cannot use one of another service");
      else if (!isSameKind(need, declared)) {
        report(at, `is a ${needKind(need).nameOf(need)}, but the service declares a ${needKind(declared).nameOf(declared)}`);
      } else needKind(need).validate?.(need, (path, message, hint) => report(path === "" ? at : `${at}.${path}`, message, hint));
    }
  }
};
