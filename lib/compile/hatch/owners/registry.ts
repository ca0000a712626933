import type { Report } from "../../../base/problem.ts";
import type { OwnedObject, OwnerRule } from "./owner-rule.ts";
import { accountsRule } from "./rules/accounts.ts";
import { argocdRule } from "./rules/argocd.ts";
import { claimsRule } from "./rules/claims.ts";
import { dnsRule } from "./rules/dns.ts";
import { endpointsRule } from "./rules/endpoints.ts";
import { labelsRule } from "./rules/labels.ts";
import { meshRule } from "./rules/mesh.ts";
import { namespacesRule } from "./rules/namespaces.ts";
import { ownerReferencesRule } from "./rules/owner-references.ts";
import { permissionsRule } from "./rules/permissions.ts";
import { routesRule } from "./rules/routes.ts";
import { secretKeysRule } from "./rules/secret-keys.ts";
import { secretsRule } from "./rules/secrets.ts";
import { selectorsRule } from "./rules/selectors.ts";
import { targetsRule } from "./rules/targets.ts";

/** All rules for what belongs to others. To add a rule, add its file and its line here. */
const OWNER_RULES: readonly OwnerRule[] = [
  labelsRule,
  selectorsRule,
  targetsRule,
  endpointsRule,
  dnsRule,
  routesRule,
  meshRule,
  secretsRule,
  secretKeysRule,
  claimsRule,
  accountsRule,
  permissionsRule,
  namespacesRule,
  argocdRule,
  ownerReferencesRule,
];

/** Reports everything in an object of a hatch that belongs to another service, or that leaves the stack. */
export function checkOwners(subject: OwnedObject, report: Report): void {
  for (const rule of OWNER_RULES) rule(subject, report);
}
