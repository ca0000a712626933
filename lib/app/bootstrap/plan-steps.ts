import { quoted } from "../../base/text.ts";
import type { StackModel } from "../../model/model.ts";
import { GENERATED_ROOT } from "../../render/layout.ts";
import { ARGOCD_NAMESPACE } from "../../compile/argocd/destination.ts";
import { applied, appliedObject, type CommandLine } from "./command-line.ts";
import { GKE_GROUPS, OPERATORS } from "./operators.ts";
import type { BootstrapTask } from "./results.ts";

/** A step before it is shown or run. */
export interface PlannedStep {
  readonly id: string;
  readonly title: string;
  readonly why: string;
  readonly line: CommandLine;
}

/** The facts that decide the steps. */
export interface BootstrapFacts {
  readonly stack: StackModel;
  /** The address that Argo CD clones. */
  readonly url: string;
  /** The version of Argo CD, as the config writes it: `3.2`, `v3.2.1`. */
  readonly argoCd: string;
  /** API group -> the kinds of rendered objects that a new cluster lacks. */
  readonly groups: ReadonlyMap<string, readonly string[]>;
  /** True if an object reads the ClusterSecretStore of the stack. */
  readonly readsStore: boolean;
  /** The file of the namespace, relative to the generated root. */
  readonly namespaceFiles: readonly string[];
  /** The files of the root Application and its project, relative to the generated root, in order. */
  readonly rootFiles: readonly string[];
}

/** Returns the address of the official manifest. A version without a patch follows the branch of its releases. */
export function argoCdManifest(version: string): string {
  const number = version.replace(/^v/, "");
  const revision = number.split(".").length === 3 ? `v${number}` : `release-${number}`;
  return `https://raw.githubusercontent.com/argoproj/argo-cd/${revision}/manifests/install.yaml`;
}

/** True if a person makes the ClusterSecretStore. Argo CD brings one that the cloud of the stack has. */
const needsStore = ({ readsStore, stack }: BootstrapFacts): boolean => readsStore && stack.cloud.secretStore === undefined;

/** True if GKE installs the Gateway API for the stack. */
const hasGatewayOfGke = ({ gateway }: StackModel): boolean => gateway.class?.startsWith("gke-") === true;

const filesOf = (paths: readonly string[]): readonly string[] => paths.map((path) => `${GENERATED_ROOT}/${path}`);

/** Lists the steps to the point at which Argo CD takes over, in order. */
export function planSteps(facts: BootstrapFacts): readonly PlannedStep[] {
  const { stack, argoCd, groups, namespaceFiles, rootFiles } = facts;
  const operators = OPERATORS.flatMap(({ id, title, version, groups: served, install }): PlannedStep[] => {
    if (id === "gateway-api" && hasGatewayOfGke(stack)) return [];
    const kinds = served.flatMap((group) => groups.get(group) ?? []);
    if (kinds.length === 0) return [];
    return [{ id, title: `${title} ${version}`, why: `objects of ${stack.name} need it: ${kinds.join(", ")}`, line: install }];
  });
  const store: PlannedStep = {
    id: "secret-store",
    title: `ClusterSecretStore ${stack.secretStore}`,
    why: `the ExternalSecrets of ${stack.name} read Secret Manager of ${stack.project} through it`,
    line: appliedObject({
      apiVersion: "external-secrets.io/v1",
      kind: "ClusterSecretStore",
      metadata: { name: stack.secretStore },
      spec: { provider: { gcpsm: { projectID: stack.project } } },
    }),
  };
  const [secrets, others] = [
    operators.filter(({ id }) => id === "external-secrets"),
    operators.filter(({ id }) => id !== "external-secrets"),
  ];
  return [
    {
      id: "argo-cd-namespace",
      title: `namespace ${ARGOCD_NAMESPACE}`,
      why: "Argo CD and its Applications live in it",
      line: appliedObject({ apiVersion: "v1", kind: "Namespace", metadata: { name: ARGOCD_NAMESPACE } }),
    },
    {
      id: "argo-cd",
      title: `Argo CD ${argoCd}`,
      why: "it deploys what the repository holds",
      line: applied([argoCdManifest(argoCd)], ["--namespace", ARGOCD_NAMESPACE]),
    },
    {
      id: "argo-cd-ready",
      title: "wait for the kinds of Argo CD",
      why: "the cluster accepts Applications only after that",
      line: {
        program: "kubectl",
        args: ["wait", "--for=condition=Established", "--timeout=120s", "crd/applications.argoproj.io", "crd/appprojects.argoproj.io"],
      },
    },
    ...secrets,
    ...(needsStore(facts) ? [store] : []),
    ...others,
    {
      id: "namespace",
      title: `namespace ${stack.namespace}`,
      why: `the objects of ${stack.name} live in it`,
      line: applied(filesOf(namespaceFiles)),
    },
    {
      id: "root-application",
      title: "root Application",
      why: "Argo CD then follows the repository, also for new stacks",
      line: applied(filesOf(rootFiles)),
    },
  ];
}

/** Lists the tasks that no step can do: they need credentials, or a choice of a person. */
export function planTasks(facts: BootstrapFacts): readonly BootstrapTask[] {
  const { stack, url, groups } = facts;
  const served = new Set(OPERATORS.flatMap((operator) => operator.groups));
  const unknown = [...groups].filter(([group]) => !served.has(group) && !GKE_GROUPS.has(group));
  const ofGke = [...groups.keys()].filter((group) => GKE_GROUPS.has(group));
  return [
    ...(stack.cluster === "in-cluster"
      ? []
      : [
          {
            what: `Argo CD must know the cluster as ${stack.cluster}`,
            command: `argocd cluster add "$(kubectl config current-context)" --name ${quoted(stack.cluster)}`,
          },
        ]),
    { what: "Argo CD needs credentials if the repository is private", command: `argocd repo add ${quoted(url)}` },
    ...(needsStore(facts) ? [{ what: `External Secrets needs the permission to read the secrets of ${stack.project}` }] : []),
    // A cluster that Fairlead makes has the controller.
    ...(groups.has("gateway.networking.k8s.io") && stack.cloud.cluster === undefined
      ? [
          {
            what: `a controller must serve the Gateway ${stack.gateway.namespace}/${stack.gateway.name}`,
            ...(hasGatewayOfGke(stack)
              ? {
                  command: `gcloud container clusters update ${stack.cluster} --project ${stack.project} --location ${stack.region} --gateway-api=standard`,
                }
              : {}),
          },
        ]
      : []),
    ...(ofGke.length === 0 ? [] : [{ what: `only GKE serves ${ofGke.join(", ")}; another cluster needs their CustomResourceDefinitions` }]),
    ...unknown.map(([group, kinds]) => ({ what: `install the operator of ${group}, which serves ${kinds.join(", ")}` })),
  ];
}
