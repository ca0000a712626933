import { escapeControls } from "../../base/escape-controls.ts";
import { isRecord } from "../../base/values.ts";
import type { ObjectChange } from "../../diff/change.ts";
import type { RiskGroup } from "../../diff/risks/group-risks.ts";
import type { ChangeView } from "./changes.ts";
import { inline } from "./inline.ts";
import { stacksText } from "./names.ts";

/** A created object whose content a report shows. */
export interface ContentText {
  /** `NetworkPolicy open of cart on latest and staging`. */
  readonly title: string;
  /** Its fields on the first of the stacks, as those of changes are shown: `spec.type: LoadBalancer`. */
  readonly lines: readonly string[];
}

/** The fields of one object, and the characters of a value. A report has other objects, too. */
const [MAX_FIELDS, MAX_CHARACTERS] = [60, 200];

/**
 * Returns the created objects that their name does not explain, each with its content. Of a new service, it returns
 * those with a risk or an unusual name.
 */
export function contentTexts({ groups, risks }: ChangeView): readonly ContentText[] {
  const created = groups.filter(({ action }) => action === "created").flatMap(({ members }) => members);
  const newServices = new Set(
    created.flatMap(({ object }) => (object.kind === "Application" && object.service !== undefined ? [serviceKey(object)] : [])),
  );
  const risky = new Set(risks.flatMap(({ paths }: RiskGroup) => paths));
  const isShown = ({ object }: ObjectChange): boolean => {
    const { service = "", name, path } = object;
    const isUsual = newServices.has(serviceKey(object)) && (name === service || name.startsWith(`${service}-`));
    return risky.has(path) || !isUsual;
  };
  const same = Map.groupBy(created.filter(isShown), ({ object: { kind, name, service } }) => JSON.stringify([kind, name, service]));
  return [...same.values()].map((changes) => {
    const [first] = changes;
    const { kind = "", name = "", service, text = "", value } = first?.object ?? {};
    const stacks = [...new Set(changes.map(({ object }) => object.stack))];
    const leaves = value === undefined ? [["content", text] as const] : leavesOf(value);
    const more = leaves.length > MAX_FIELDS ? [`... and ${leaves.length - MAX_FIELDS} more fields`] : [];
    return {
      title: escapeControls(`${kind} ${name}${service === undefined ? "" : ` of ${service}`} on ${stacksText(stacks)}`),
      lines: [...leaves.slice(0, MAX_FIELDS).map(([path, leaf]) => `${escapeControls(path)}: ${inline(leaf, MAX_CHARACTERS)}`), ...more],
    };
  });
}

const serviceKey = ({ stack, service }: ObjectChange["object"]): string => JSON.stringify([stack, service]);

/** Lists the values in an object, each with its path. */
function leavesOf(value: unknown, path = ""): readonly (readonly [path: string, leaf: unknown])[] {
  const members = Array.isArray(value)
    ? value.map((item: unknown, at) => [`${path}[${at}]`, item] as const)
    : isRecord(value)
      ? Object.entries(value).map(([key, item]) => [path === "" ? key : `${path}.${key}`, item] as const)
      : [];
  return members.length === 0 ? [[path, value]] : members.flatMap(([place, item]) => leavesOf(item, place));
}
