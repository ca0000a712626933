import { isRecord } from "../../../base/values.ts";
import { at, recordsAt, shown, stringsAt } from "../read-values.ts";
import type { Fields, Trait, TraitReader } from "../trait.ts";

/** Lists the permissions of roles, each verb with each resource, and the subjects of bindings. */
export const accessTraits: TraitReader = ({ value, kind }) =>
  (OF_KIND[kind]?.(value) ?? []).map((text): Trait => ({ risk: "access", text }));

const rules = (value: Fields): readonly string[] => [
  ...recordsAt(value, "rules").flatMap((rule) => {
    const names = stringsAt(rule, "resourceNames");
    const only = names.length === 0 ? "" : ` of the name ${names.join(", ")}`;
    const things = [...resources(rule), ...stringsAt(rule, "nonResourceURLs")];
    return stringsAt(rule, "verbs").flatMap((verb) => things.map((thing) => `may ${verb} ${thing}${only}`));
  }),
  ...(value["aggregationRule"] === undefined ? [] : [`has the rules of other roles: ${shown(value["aggregationRule"])}`]),
];

const resources = (rule: Fields): readonly string[] =>
  stringsAt(rule, "resources").flatMap((resource) =>
    stringsAt(rule, "apiGroups").map((group) => (group === "" ? resource : `${resource}.${group}`)),
  );

const bindings = (value: Fields): readonly string[] =>
  recordsAt(value, "subjects").map((subject) => {
    const { kind, name, namespace } = subject;
    const where = namespace === undefined ? "" : ` of ${shown(namespace)}`;
    const role = at(value, "roleRef");
    const what = isRecord(role) ? `${shown(role["kind"])} ${shown(role["name"])}` : "no role";
    return `gives ${what} to ${shown(kind)} ${shown(name)}${where}`;
  });

const OF_KIND: Readonly<Record<string, (value: Fields) => readonly string[]>> = {
  ClusterRole: rules,
  ClusterRoleBinding: bindings,
  Role: rules,
  RoleBinding: bindings,
};
