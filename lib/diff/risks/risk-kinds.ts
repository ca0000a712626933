interface RiskFacts {
  /** The word of reports. */
  readonly title: string;
  /** One sentence for the docs. */
  readonly meaning: string;
}

/** The kinds of risks of a change, most urgent first: the order in which reports list them. A new kind is one line here. */
export const RISK_KINDS = {
  hold: { title: "rollback", meaning: "A hold goes, or a lock entry goes back to an older build, or follows another channel or service." },
  image: { title: "image", meaning: "Pods run images of another repository, or an image without a digest." },
  privilege: { title: "pod security", meaning: "Pods get a privilege, such as root, a capability, the host's network or a writable root." },
  access: { title: "API access", meaning: "A role, a binding or a token gives access to the Kubernetes API." },
  identity: { title: "identity", meaning: "Pods act as another account, or bear the labels of another service." },
  secret: { title: "secrets", meaning: "Pods read a secret or a volume, or a secret is copied into the cluster." },
  network: { title: "network", meaning: "A policy opens more or goes, or a Service sends its traffic elsewhere." },
  host: { title: "hosts", meaning: "A route, an Ingress or another object takes a host or a path." },
  argocd: { title: "Argo CD", meaning: "Argo CD applies another source, gets more permissions, or loses a safeguard." },
  unknown: { title: "unknown", meaning: "The kind, the place or the form of an object is not one that Fairlead writes." },
  data: { title: "data", meaning: "A stateful object is deleted, or its data is no longer kept." },
  availability: { title: "availability", meaning: "A probe, a limit, a quota, a priority or a disruption budget goes." },
  deletion: { title: "deleted", meaning: "An object is deleted." },
} as const satisfies Readonly<Record<string, RiskFacts>>;

export type RiskKind = keyof typeof RISK_KINDS;

/** True if the word is a kind of risks. */
export const isRiskKind = (word: string): word is RiskKind => Object.hasOwn(RISK_KINDS, word);

const ORDER: readonly string[] = Object.keys(RISK_KINDS);

/** Orders two kinds by urgency: below 0 if `a` is more urgent. */
export const compareRiskKinds = (a: RiskKind, b: RiskKind): number => ORDER.indexOf(a) - ORDER.indexOf(b);
