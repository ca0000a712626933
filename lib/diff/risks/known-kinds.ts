import { MANIFEST_KINDS } from "../../model/manifest-kinds.ts";
import { PLATFORM_KINDS } from "../../model/platform-kinds.ts";

const SERVICE_KINDS: ReadonlySet<unknown> = new Set(Object.keys(MANIFEST_KINDS));
const STACK_KINDS: ReadonlySet<unknown> = new Set(Object.keys(PLATFORM_KINDS));
const ARGOCD_KINDS: ReadonlySet<unknown> = new Set(["Application", "AppProject"]);

/** True if Fairlead generates objects of a kind. */
export const isKnownKind = (kind: unknown): boolean => SERVICE_KINDS.has(kind) || STACK_KINDS.has(kind);

/** True if Fairlead writes objects of a kind at a path. */
export function isKnownPlace(kind: string, path: string): boolean {
  const [stack, area, ...rest] = path.split("/");
  if (stack === "argocd") return area !== undefined && rest.length <= (area === "bootstrap" ? 1 : 0) && ARGOCD_KINDS.has(kind);
  if (area === "services") return rest.length === 2 && SERVICE_KINDS.has(kind);
  if (area === "applications") return rest.length === 1 && kind === "Application";
  if (area !== "platform" || ARGOCD_KINDS.has(kind)) return false;
  // A component has a directory below, and may have every kind of a service.
  return rest.length === 1 ? STACK_KINDS.has(kind) : rest.length === 2 && SERVICE_KINDS.has(kind);
}
