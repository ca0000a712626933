import { FAIRLEAD } from "../../base/fairlead.ts";
import { nearest } from "../../base/suggestion.ts";
import { UserError } from "../../base/user-error.ts";
import { listServices } from "../../releases/list.ts";
import { promoteChannel } from "../../releases/promote.ts";
import { type Channel, isEmptyChannel, readChannel } from "../../releases/read.ts";
import type { Store } from "../../releases/store.ts";
import type { AppContext } from "../context.ts";
import { addressProblem, type DatastoreOptions, openDatastore } from "../datastore.ts";
import { channelProblem, refuseProblems, serviceProblem } from "./names.ts";
import type { PromotedResult } from "./results.ts";

export interface PromoteRequest extends DatastoreOptions {
  /** The channel whose releases are taken. */
  readonly from: string;
  /** The channel that moves. It need not exist. */
  readonly to: string;
  /** Empty for every service of `from`. */
  readonly services: readonly string[];
}

/** The number of services between two events. */
const EVENT_EVERY = 250;

/** Moves a channel to the releases that another one names. @throws UserError USAGE, NOT_FOUND before anything moves. DATASTORE */
export async function promote(context: AppContext, request: PromoteRequest): Promise<PromotedResult> {
  const { from, to, services } = request;
  refuseProblems([
    channelProblem(from),
    channelProblem(to),
    from === to ? `channel "${from}" cannot be promoted to itself` : "",
    ...services.map(serviceProblem),
    addressProblem(context, request),
  ]);
  const store = await openDatastore(context, request);
  const [source, target] = await Promise.all([readChannel(store, from), readChannel(store, to)]);
  const known = [...source.pointers.keys(), ...source.broken.keys()].sort();
  if (known.length === 0) await refuseEmpty(store, from);
  refuseUnknown(store, source, { known, services });
  const selected = services.length === 0 ? known : [...new Set(services)].sort();
  const onProgress = (done: number): void => {
    if (done % EVENT_EVERY === 0) context.onEvent({ kind: "services-promoted", done, total: selected.length });
  };
  const promotions = await promoteChannel(store, { from: source, to: target, services: selected, onProgress }, context.writer);
  return {
    datastore: store.url,
    from,
    to,
    created: isEmptyChannel(target) && promotions.some(({ outcome }) => outcome === "moved"),
    promotions,
  };
}

/** @throws UserError NOT_FOUND */
async function refuseEmpty(store: Store, channel: string): Promise<never> {
  const names = (await listServices(store)).map(({ name }) => name);
  const near = nearest(channel, names);
  const others = names.length === 0 ? "" : near === undefined ? `; channels: ${names.join(", ")}` : `; did you mean "${near}"?`;
  throw new UserError("NOT_FOUND", `channel ${channel} of ${store.url} names no release${others}`, {
    hint: `${FAIRLEAD} release list lists what each channel names`,
  });
}

/** @throws UserError NOT_FOUND with every unknown service */
function refuseUnknown(
  store: Store,
  { name }: Channel,
  { known, services }: { readonly known: readonly string[]; readonly services: readonly string[] },
): void {
  const unknown = [...new Set(services)].filter((service) => !known.includes(service));
  if (unknown.length === 0) return;
  const texts = unknown.map((service) => {
    const near = nearest(service, known);
    return near === undefined ? `"${service}"` : `"${service}" (did you mean "${near}"?)`;
  });
  throw new UserError("NOT_FOUND", `channel ${name} of ${store.url} names no release of ${texts.join(", ")}; nothing was moved`, {
    hint: `${FAIRLEAD} release list lists what each channel names`,
  });
}
