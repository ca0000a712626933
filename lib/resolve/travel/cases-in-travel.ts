import { CLOUD } from "../../model/object-names.ts";
import { type Case, pairOf } from "../case.ts";
import type { FleetVersions, StackVersions } from "../gate.ts";
import type { Decision } from "../decision.ts";
import { isSameVersion, type LockEntry } from "../lock.ts";
import { travelCandidate } from "./candidate.ts";
import type { FleetTravel } from "./fleet-travel.ts";
import { type Wave, waveBefore, wavesOf } from "./route.ts";
import type { Predecessor, Travel } from "./travel.ts";

/** Finds the way of each pair, from the decisions about the stacks before. */
export class TravelRun {
  readonly #fleet: FleetVersions;
  readonly #travel: FleetTravel;
  readonly #waves: readonly Wave[];
  readonly #stacks: ReadonlyMap<string, StackVersions>;
  readonly #decided = new Map<string, Decision>();
  #hasClouds: boolean;

  constructor(fleet: FleetVersions, travel: FleetTravel) {
    this.#fleet = fleet;
    this.#travel = travel;
    this.#waves = wavesOf(travel.pipeline);
    this.#stacks = new Map(fleet.stacks.map((stack) => [stack.name, stack]));
    this.#hasClouds = [...fleet.locks.values()].some((lock) => lock.has(CLOUD));
  }

  /** Notes a decision, for the stacks after it. */
  note(decision: Decision): void {
    this.#decided.set(pairOf(decision), decision);
    this.#hasClouds ||= decision.service === CLOUD && decision.to !== undefined;
  }

  /** Adds its way and its candidate to a case. */
  caseInTravel(given: Case): Case {
    const { stack, service, channel } = given;
    const { configs, passOf } = this.#travel;
    const wave = waveBefore(this.#waves, stack, (other) => this.#runs(other, service));
    const travel: Travel = {
      config: configs.get(stack)?.get(service),
      before:
        wave === undefined
          ? []
          : wave.stacks.map((other) => this.#predecessor(other, { service, channel, soakMs: wave.soakMs, place: wave.place })),
      users: given.isImage === true ? this.#waitingUsers(stack, service) : [],
      cloudStays: given.usesCloud === true ? this.#cloudStays(stack) : undefined,
      isBroughtUp: given.service !== CLOUD || this.#isBroughtUp(stack),
      pass: passOf(stack, service),
    };
    return { ...given, travel, ...travelCandidate(given, travel) };
  }

  #runs(stack: string, service: string): boolean {
    return this.#stacks.get(stack)?.services.some(({ name }) => name === service) === true;
  }

  #predecessor(stack: string, of: Pick<Case, "service" | "channel"> & Pick<Predecessor, "soakMs" | "place">): Predecessor {
    const pair = pairOf({ stack, service: of.service });
    const decision = this.#decided.get(pair);
    const [locked, entry] = [this.#fleet.locks.get(stack)?.get(of.service), decision?.to];
    const config = this.#travel.configs.get(stack)?.get(of.service);
    const isImage = decision?.isImage === true;
    return {
      stack,
      place: of.place,
      soakMs: of.soakMs,
      sharesChannel: this.#stacks.get(stack)?.channel === of.channel,
      entry,
      isCurrent: isImage || (config !== undefined && entry?.config === config),
      since: isSamePair(locked, entry) ? this.#travel.since.get(pair) : undefined,
    };
  }

  #isBroughtUp(stack: string): boolean {
    const config = this.#travel.configs.get(stack)?.get(CLOUD);
    return config !== undefined && (this.#travel.isBroughtUp?.(stack, config) ?? true);
  }

  /** Returns the decision that keeps the cloud of a stack behind. Undefined if no run has ever brought up a cloud of the fleet. */
  #cloudStays(stack: string): Decision | undefined {
    const decision = this.#decided.get(pairOf({ stack, service: CLOUD }));
    const isCurrent = decision === undefined || decision.to?.config === this.#travel.configs.get(stack)?.get(CLOUD);
    return isCurrent || !this.#hasClouds ? undefined : decision;
  }

  /** Lists the services of a stack that use an image and stay behind. Their files name the image, and they keep their files. */
  #waitingUsers(stack: string, image: string): readonly string[] {
    const services = this.#stacks.get(stack)?.services ?? [];
    return services.flatMap(({ name, uses = [] }) => {
      const config = this.#travel.configs.get(stack)?.get(name);
      const entry = this.#decided.get(pairOf({ stack, service: name }))?.to;
      return uses.includes(image) && config !== undefined && entry !== undefined && entry.config !== config ? [name] : [];
    });
  }
}

/** True if two entries run the same release with the same configuration. */
export const isSamePair = (a: LockEntry | undefined, b: LockEntry | undefined): boolean =>
  a !== undefined && b !== undefined && isSameVersion(a, b) && a.config === b.config;
