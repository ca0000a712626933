/** Everything that tables and reports know of an outcome. */
interface OutcomeFacts {
  readonly outcome: string;
  /** One sentence for the docs. */
  readonly meaning: string;
  /** `refused`: a gate keeps the service at its version. */
  readonly effect: "moved" | "unchanged" | "refused";
  /** True if a run with this outcome exits 3. */
  readonly failsRun: boolean;
}

/** Every outcome of a decision, most urgent first: the order in which reports list them. */
export const OUTCOMES = [
  {
    outcome: "invalid",
    meaning: "Its pointer or record cannot be used, or its objects have a problem, so it stays.",
    effect: "refused",
    failsRun: true,
  },
  { outcome: "removed", meaning: "The stack does not run the service any more.", effect: "moved", failsRun: false },
  {
    outcome: "held",
    meaning: "A person rolled the release back, or holds the service, so the stack does not move.",
    effect: "refused",
    failsRun: false,
  },
  {
    outcome: "frozen",
    meaning: "A freeze keeps the service at its release and configuration until the freeze ends.",
    effect: "refused",
    failsRun: false,
  },
  {
    outcome: "waiting",
    meaning: "The stack takes the change later, after the stacks before it ran the change for their soak time.",
    effect: "refused",
    failsRun: false,
  },
  { outcome: "new", meaning: "The stack runs the service for the first time.", effect: "moved", failsRun: false },
  { outcome: "advance", meaning: "The stack moves to the release that its channel names.", effect: "moved", failsRun: false },
  { outcome: "keep", meaning: "The stack already runs the release that its channel names.", effect: "unchanged", failsRun: false },
] as const satisfies readonly OutcomeFacts[];

/** The result of a run for one service on one stack. */
export type Outcome = (typeof OUTCOMES)[number]["outcome"];

/** The outcomes that a gate can give. */
export type RefusalOutcome = Extract<(typeof OUTCOMES)[number], { readonly effect: "refused" }>["outcome"];

const BY_NAME: ReadonlyMap<Outcome, OutcomeFacts> = new Map(OUTCOMES.map((facts) => [facts.outcome, facts]));
const ORDER: readonly Outcome[] = OUTCOMES.map(({ outcome }) => outcome);

/** Orders two outcomes by urgency: below 0 if `a` is more urgent. */
export const compareUrgency = (a: Outcome, b: Outcome): number => ORDER.indexOf(a) - ORDER.indexOf(b);

/** True if one of the decisions makes the run exit 3. */
export const failsRun = (decisions: readonly { readonly outcome: Outcome }[]): boolean =>
  decisions.some(({ outcome }) => BY_NAME.get(outcome)?.failsRun);

/** The effect of an outcome: the stack moves, nothing changes, or a gate refuses a move. */
export type Effect = (typeof OUTCOMES)[number]["effect"];

/** Returns the effect of an outcome. */
export const effectOf = (outcome: Outcome): Effect => BY_NAME.get(outcome)?.effect ?? "unchanged";

/** True if the stack takes a release or a configuration. */
export const isTaken = ({ outcome }: { readonly outcome: string }): boolean => outcome === "new" || outcome === "advance";

/** True if the service stays because of a refusal. */
export const isRefused = ({ outcome }: { readonly outcome: Outcome }): boolean => BY_NAME.get(outcome)?.effect === "refused";
