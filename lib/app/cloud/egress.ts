import { natAddressName } from "../../cloud/parts/nat.ts";
import { natOf } from "../../model/cloud/nat.ts";
import type { StackModel } from "../../model/model.ts";
import type { Tier } from "../../model/tier.ts";
import type { ParsedState } from "../../pulumi/state/parse-state.ts";
import { openProject } from "../../workspace/project.ts";
import type { AppContext } from "../context.ts";
import { stackStates } from "./stack-states.ts";

/** An address from which the pods of a stack reach the internet. */
export interface EgressAddress {
  /** The name in Google Cloud: `prod-nat-1`. */
  readonly name: string;
  /** `203.0.113.7`. Undefined until `up` has made it. */
  readonly address: string | undefined;
  /** True if it takes no new connections. Partners keep it until it is gone. */
  readonly isDraining: boolean;
}

/** The outgoing addresses of a stack. */
export interface StackEgress {
  readonly stack: string;
  readonly tier: Tier;
  readonly file: string;
  readonly region: string;
  /** Empty for a stack without a NAT: its addresses are those of its nodes, and they change. */
  readonly addresses: readonly EgressAddress[];
  /** The reason why the recorded addresses are unknown. @default they are known */
  readonly reason?: string;
}

export interface EgressResult {
  readonly stacks: readonly StackEgress[];
}

/** Lists the addresses that partners of a fleet allow. Reads specs and recorded states, and asks no cloud. @throws UserError INVALID_SPEC, NOT_FOUND */
export async function egress(context: AppContext, stacks: readonly string[]): Promise<EgressResult> {
  const project = await openProject(await context.workspace(), { stacks, services: [] });
  const statesOf = stackStates(project);
  const egressOf = async (stack: StackModel): Promise<StackEgress> => {
    const { nat } = stack.cloud;
    const found = { stack: stack.name, tier: stack.tier, file: stack.file, region: stack.region };
    if (nat === undefined) return { ...found, addresses: [] };
    const { addresses, draining } = natOf(nat);
    const listed = (states: readonly ParsedState[]): readonly EgressAddress[] => {
      const recorded = recordedAddresses(states);
      const addressOf = (isDraining: boolean) => (id: string) => {
        const name = natAddressName(stack, id);
        return { name, address: recorded.get(name), isDraining };
      };
      return [...addresses.map(addressOf(false)), ...draining.map(addressOf(true))];
    };
    const read = await statesOf(stack.name);
    return "reason" in read ? { ...found, addresses: listed([]), reason: read.reason } : { ...found, addresses: listed(read.states) };
  };
  return { stacks: await Promise.all(project.model.stacks.map(egressOf)) };
}

/** Returns the addresses that states have: name -> address. */
function recordedAddresses(states: readonly ParsedState[]): ReadonlyMap<string, string> {
  const resources = states.flatMap(({ recorded }) => recorded.resources);
  return new Map(
    resources.flatMap(({ type, name, outputs: { address } }) =>
      type === "gcp:compute/address:Address" && typeof address === "string" ? [[name, address] as const] : [],
    ),
  );
}
