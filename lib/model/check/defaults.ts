import type { Report } from "../../base/problem.ts";
import { fitShape } from "../../base/shape/fit-shape.ts";
import { isPlainObject, isRecord } from "../../base/values.ts";
import type { Layer } from "../layers.ts";
import { defaultsSchema, filterSchema } from "../schema/defaults.ts";
import { isServiceDefaults, type ServiceFilter } from "../services-where.ts";
import { LAYER_PLACEHOLDERS } from "./placeholders.ts";
import { fitFields } from "./fit-fields.ts";

/** Defaults of the fleet or of a stack after their shapes were checked. */
export interface CheckedDefaults {
  readonly where: ServiceFilter;
  readonly layer: Layer;
  /** Paths whose value is not known. A rule's finding there would be a consequence. */
  readonly unknown: readonly string[];
}

const FORM = "must be an object of fields, or servicesWhere({ ... }, { ... })";

/** Checks the shapes of defaults, and returns their layers in the order of the list. Entries with an invalid filter are left out. */
export function checkDefaults(value: unknown, name: string, file: string, report: Report): readonly CheckedDefaults[] {
  if (value === undefined) return [];
  const entries = Array.isArray(value)
    ? value.map((each: unknown, index) => [`defaults.${index}`, each] as const)
    : [["defaults", value] as const];
  return entries.flatMap(([prefix, entry]): readonly CheckedDefaults[] => {
    if (!isPlainObject(entry) || ("kind" in entry && !isServiceDefaults(entry))) {
      report(prefix, FORM);
      return [];
    }
    const [where, given] = isServiceDefaults(entry) ? [entry["where"], entry["fields"]] : [{}, entry];
    const fields = withoutCalls(given, prefix, report);
    const filter = fitShape(filterSchema, where, report, { at: `${prefix}.where` });
    const layer = fitFields(defaultsSchema, fields, report, { at: prefix, placeholders: LAYER_PLACEHOLDERS });
    if (filter.unknown.length > 0) return [];
    const values = isRecord(layer.value) ? layer.value : {};
    // The schema has just checked the shape.
    return [{ where: filter.value as ServiceFilter, layer: { name, file, prefix, values, isShared: true }, unknown: layer.unknown }];
  });
}

/** Leaves out `calls`, and reports them. Each service has other names for its calls. */
function withoutCalls(fields: unknown, at: string, report: Report): unknown {
  if (!isRecord(fields) || !Object.hasOwn(fields, "calls")) return fields;
  const hint = "write calls in the service, in its tiers or in override(service, { ... })";
  report(`${at}.calls`, "the services have different calls, so defaults cannot set them", hint);
  return Object.fromEntries(Object.entries(fields).filter(([name]) => name !== "calls"));
}
