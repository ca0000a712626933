import { describe, expect, it } from "vitest";
import { fakeCluster } from "./fake-cluster.ts";
import { TestProject } from "./project.ts";
import { Conversation, hasPseudoTerminal } from "./pseudo-terminal.ts";

const GKE = "gke_boutique-latest_us-central1_latest";

interface Shown {
  readonly context?: string;
  readonly steps: readonly { readonly id: string; readonly command: string; readonly outcome: string }[];
  readonly tasks: readonly { readonly what: string; readonly command?: string }[];
  readonly failure?: unknown;
}

const parse = (stdout: string): Shown => JSON.parse(stdout);

/** Runs `bootstrap --json`. */
function shown(project: TestProject, stack: string, ...args: readonly string[]): Shown {
  const { status, stdout, stderr } = project.run(["bootstrap", stack, "--json", ...args]);
  expect([status, stderr]).toEqual([0, ""]);
  return parse(stdout);
}

const ARGO_CD = ["argo-cd-namespace", "argo-cd", "argo-cd-ready"];
const END = ["namespace", "root-application"];

describe("fairlead bootstrap", () => {
  it.each<readonly [fleet: string, stack: string, between: readonly string[]]>([
    [".", "prod-us-central1", ["external-secrets", "secret-store", "gateway-api"]],
    [".", "prod-europe-west1", ["external-secrets", "secret-store", "gateway-api"]],
    [".", "latest", ["external-secrets", "gateway-api"]],
    ["test/every-shape", "prod-east", ["external-secrets", "secret-store", "cert-manager", "prometheus-operator"]],
    ["test/every-shape", "latest", ["external-secrets", "secret-store", "keda", "gateway-api"]],
    ["examples/minimal", "latest", []],
  ])("lists the steps of %s %s in order", (fleet, stack, between) => {
    const { steps } = shown(new TestProject(fleet), stack);
    expect(steps.map(({ id }) => id)).toEqual([...ARGO_CD, ...between, ...END]);
    expect(new Set(steps.map(({ outcome }) => outcome))).toEqual(new Set(["to do"]));
  });

  it("shows a command for each step, which can be pasted", () => {
    expect(shown(new TestProject(), "prod-us-central1").steps.map(({ command }) => command)).toMatchInlineSnapshot(`
      [
        "printf %s '{"apiVersion":"v1","kind":"Namespace","metadata":{"name":"argocd"}}' | kubectl apply --server-side --filename -",
        "kubectl apply --server-side --namespace argocd --filename https://raw.githubusercontent.com/argoproj/argo-cd/release-3.2/manifests/install.yaml",
        "kubectl wait --for=condition=Established --timeout=120s crd/applications.argoproj.io crd/appprojects.argoproj.io",
        "helm upgrade --install external-secrets external-secrets --repo https://charts.external-secrets.io --version 1.3.2 --namespace external-secrets --create-namespace --wait",
        "printf %s '{"apiVersion":"external-secrets.io/v1","kind":"ClusterSecretStore","metadata":{"name":"secret-manager"},"spec":{"provider":{"gcpsm":{"projectID":"boutique-prod"}}}}' | kubectl apply --server-side --filename -",
        "kubectl apply --server-side --filename https://github.com/kubernetes-sigs/gateway-api/releases/download/v1.4.1/standard-install.yaml",
        "kubectl apply --server-side --filename pulumi-gen/prod-us-central1/platform/namespace-boutique.yaml",
        "kubectl apply --server-side --filename pulumi-gen/argocd/bootstrap/project.yaml --filename pulumi-gen/argocd/bootstrap/stacks.yaml",
      ]
    `);
  });

  it("names the tasks that no step does", () => {
    expect(shown(new TestProject(), "prod-us-central1").tasks).toMatchInlineSnapshot(`
      [
        {
          "command": "argocd cluster add "$(kubectl config current-context)" --name prod-us-central1",
          "what": "Argo CD must know the cluster as prod-us-central1",
        },
        {
          "command": "argocd repo add https://github.com/example/online-boutique-ops.git",
          "what": "Argo CD needs credentials if the repository is private",
        },
        {
          "what": "External Secrets needs the permission to read the secrets of boutique-prod",
        },
        {
          "what": "a controller must serve the Gateway gateway/external",
        },
        {
          "what": "only GKE serves monitoring.googleapis.com; another cluster needs their CustomResourceDefinitions",
        },
      ]
    `);
  });

  it("leaves to Argo CD what the cloud of the stack declares", () => {
    const project = new TestProject();
    const gateway = 'gateway: { class: "gke-l7-global-external-managed" },';
    const cluster =
      'cluster: { nodes: "10.60.0.0/20", pods: "10.64.0.0/14", services: "10.61.0.0/20", pools: { main: { machine: "e2-standard-4", max: 9 } } }';
    project.edit("stacks/prod-us-central1.ts", "quota:", `${gateway}\n  cloud: { secretStore: {}, ingress: {}, ${cluster} },\n  quota:`);
    const { steps, tasks } = shown(project, "prod-us-central1");
    expect(steps.map(({ id }) => id)).toEqual([...ARGO_CD, "external-secrets", ...END]);
    expect(tasks.filter(({ what }) => /permission|controller/.test(what))).toEqual([]);
    expect(steps.find(({ id }) => id === "namespace")?.command).toBe(
      "kubectl apply --server-side --filename pulumi-gen/prod-us-central1/platform/namespace-boutique.yaml --filename pulumi-gen/prod-us-central1/platform/namespace-gateway.yaml",
    );
  });

  it("follows the version of Argo CD and the store of the stack", () => {
    const project = new TestProject();
    project.edit("fairlead.config.ts", "monitoring:", 'argoCd: { version: "3.1.4" },\n  monitoring:');
    project.edit("stacks/prod-us-central1.ts", "quota:", 'secretStore: "vault",\n  quota:');
    const { steps } = shown(project, "prod-us-central1");
    expect(steps[1]?.command).toContain("/argo-cd/v3.1.4/manifests/install.yaml");
    expect(steps[4]?.command).toContain('"kind":"ClusterSecretStore","metadata":{"name":"vault"}');
  });

  it.each<readonly [skip: readonly string[], rest: readonly string[]]>([
    [["gateway-api"], [...ARGO_CD, "external-secrets", ...END]],
    [
      ["argo-cd", "root-application"],
      ["external-secrets", "gateway-api", "namespace"],
    ],
  ])("leaves out %j", (skip, rest) => {
    const args = skip.flatMap((id) => ["--skip", id]);
    expect(shown(new TestProject(), "latest", ...args).steps.map(({ id }) => id)).toEqual(rest);
  });

  it.each<readonly [readonly string[], number, string]>([
    [["lates"], 3, 'there is no stack "lates"; did you mean "latest"?'],
    [["latest", "--skip", "keda"], 2, 'no step has the id "keda"'],
    [["latest", "--yes"], 2, "--yes needs --apply"],
    [["latest", "--yes", "--context", "x"], 2, "--yes and --context need --apply"],
    [["latest", "--apply"], 2, "--apply asks a question, and this is not a terminal"],
  ])("refuses %j", (args, status, message) => {
    const outcome = new TestProject().run(["bootstrap", ...args]);
    expect([outcome.status, outcome.stderr.split("\n")[0]]).toEqual([status, `error: ${message}`]);
  });
});

describe("fairlead bootstrap --apply", () => {
  it("runs the steps in order, each in the context that it checked", () => {
    const { env, record } = fakeCluster();
    const { status, stdout, stderr } = new TestProject().run(["bootstrap", "latest", "--apply", "--yes", "--json"], { env: env(GKE) });
    expect([status, parse(stdout).context, parse(stdout).steps.map(({ outcome }) => outcome)]).toEqual([0, GKE, Array(7).fill("done")]);
    expect(stderr.split("\n").slice(0, 2)).toEqual(["step 1 of 7: namespace argocd", "step 2 of 7: Argo CD 3.2"]);
    expect(record()).toMatchInlineSnapshot(`
      [
        "kubectl --context gke_boutique-latest_us-central1_latest apply --server-side --filename -",
        "{"apiVersion":"v1","kind":"Namespace","metadata":{"name":"argocd"}}",
        "kubectl --context gke_boutique-latest_us-central1_latest apply --server-side --namespace argocd --filename https://raw.githubusercontent.com/argoproj/argo-cd/release-3.2/manifests/install.yaml",
        "kubectl --context gke_boutique-latest_us-central1_latest wait --for=condition=Established --timeout=120s crd/applications.argoproj.io crd/appprojects.argoproj.io",
        "helm --kube-context gke_boutique-latest_us-central1_latest upgrade --install external-secrets external-secrets --repo https://charts.external-secrets.io --version 1.3.2 --namespace external-secrets --create-namespace --wait",
        "kubectl --context gke_boutique-latest_us-central1_latest apply --server-side --filename https://github.com/kubernetes-sigs/gateway-api/releases/download/v1.4.1/standard-install.yaml",
        "kubectl --context gke_boutique-latest_us-central1_latest apply --server-side --filename pulumi-gen/latest/platform/namespace-boutique.yaml",
        "kubectl --context gke_boutique-latest_us-central1_latest apply --server-side --filename pulumi-gen/argocd/bootstrap/project.yaml --filename pulumi-gen/argocd/bootstrap/stacks.yaml",
      ]
    `);
  });

  it("may run again", () => {
    const { env, record } = fakeCluster();
    const project = new TestProject();
    const run = () => project.run(["bootstrap", "latest", "--apply", "--yes"], { env: env(GKE) }).status;
    expect([run(), run()]).toEqual([0, 0]);
    const all = record();
    expect(all.slice(all.length / 2)).toEqual(all.slice(0, all.length / 2));
  });

  it.each<readonly [current: string, args: readonly string[], message: string, hint: string]>([
    [
      "gke_boutique-prod_us-central1_prod-us-central1",
      [],
      "the name of kubectl's context gke_boutique-prod_us-central1_prod-us-central1 does not end in the cluster latest of latest",
      "if it is the right one: npx fairlead bootstrap latest --apply --context gke_boutique-prod_us-central1_prod-us-central1",
    ],
    [GKE, ["--context", "minikube"], `kubectl's context is ${GKE}, not minikube`, "kubectl config use-context minikube"],
  ])("refuses the context %s with %j, and changes nothing", (current, args, message, hint) => {
    const { env, record } = fakeCluster();
    const { status, stderr } = new TestProject().run(["bootstrap", "latest", "--apply", "--yes", ...args], { env: env(current) });
    expect([status, stderr, record()]).toEqual([1, `error: ${message}\nhint: ${hint}\n`, []]);
  });

  it("wants the context by name if the cluster is in-cluster, which fits any context, and nobody is asked", () => {
    const { env, record } = fakeCluster();
    const project = new TestProject();
    project.edit("stacks/latest.ts", 'cluster: "latest"', 'cluster: "in-cluster"');
    expect(project.run(["render"]).status).toBe(0);
    const run = (...args: readonly string[]) => project.run(["bootstrap", "latest", "--apply", "--yes", ...args], { env: env("minikube") });
    const { status, stderr } = run();
    const again = "npx fairlead bootstrap latest --apply --context minikube";
    const message = "the cluster in-cluster of latest does not tell if kubectl's context minikube is the right one";
    expect([status, stderr, record()]).toEqual([1, `error: ${message}\nhint: if it is the right one: ${again}\n`, []]);
    expect(run("--context", "minikube").status).toBe(0);
  });

  it("takes a context of another name if the flag names it", () => {
    const { env, record } = fakeCluster();
    const args = ["bootstrap", "latest", "--apply", "--yes", "--context", "minikube"];
    expect(new TestProject().run(args, { env: env("minikube") }).status).toBe(0);
    expect(record().filter((line) => /^(?:kubectl|helm) /.test(line) && !line.includes("context minikube "))).toEqual([]);
  });

  it("stops at a step that fails, with its output and the way on", () => {
    const { env, record } = fakeCluster();
    const args = ["bootstrap", "latest", "--skip", "gateway-api", "--apply", "--yes"];
    const { status, stdout } = new TestProject().run([...args, "--json"], { env: env(GKE, "upgrade --install external-secrets") });
    const { steps, failure } = parse(stdout);
    expect([status, steps.map(({ outcome }) => outcome)]).toEqual([3, ["done", "done", "done", "failed", "not run", "not run"]]);
    expect(failure).toEqual({
      exit: "exit code 7",
      output: ["applying", "server says no"],
      next: `npx fairlead bootstrap latest --skip gateway-api --apply --context ${GKE}`,
    });
    expect(record().at(-1)).toMatch(/^helm --kube-context \S+ upgrade --install external-secrets /);
    const people = new TestProject().run(args, { env: env(GKE, "upgrade --install external-secrets") }).stdout;
    expect(people).toContain("error: the step failed with exit code 7:\n  applying\n  server says no\nfix it and go on");
  });

  it.each<readonly [string, readonly string[], string, string]>([
    ["no kubectl", ["helm"], GKE, "kubectl is not on PATH"],
    ["no helm", ["kubectl"], GKE, "helm is not on PATH"],
    ["no context", ["kubectl", "helm"], "", "kubectl has no current context: error: current-context is not set"],
  ])("changes nothing with %s", (_title, programs, context, message) => {
    const { env, record } = fakeCluster(programs);
    const { status, stderr } = new TestProject().run(["bootstrap", "latest", "--apply", "--yes"], { env: env(context) });
    expect([status, stderr.split("\n")[0], record()]).toEqual([3, `error: ${message}`, []]);
  });

  it("refuses files that differ from the specs, because kubectl would apply them", () => {
    const { env, record } = fakeCluster();
    const project = new TestProject();
    project.edit("pulumi-gen/argocd/bootstrap/stacks.yaml", "online-boutique-ops.git", "other.git");
    project.remove("pulumi-gen/latest/platform/namespace-boutique.yaml");
    const { status, stderr } = project.run(["bootstrap", "latest", "--apply", "--yes"], { env: env(GKE) });
    expect([status, record()]).toEqual([1, []]);
    for (const file of ["pulumi-gen/argocd/bootstrap/stacks.yaml", "pulumi-gen/latest/platform/namespace-boutique.yaml"])
      expect(stderr).toContain(`${file}: is missing, or differs from the specs`);
  });
});

describe.skipIf(!hasPseudoTerminal())("fairlead bootstrap --apply on a terminal", () => {
  it.each<readonly [answer: string, keys: string, status: number, commands: boolean]>([
    ["yes", "\u001B[B\r", 0, true],
    ["no", "\r", 1, false],
    ["Ctrl-C", "\u0003", 130, false],
  ])("names the context and asks; the answer is %s", async (_answer, keys, expected, commands) => {
    const { bin, env, record } = fakeCluster();
    const path = `${bin}:${process.env["PATH"] ?? ""}`;
    const conversation = new Conversation(new TestProject(), ["bootstrap", "latest", "--apply"], { ...env(GKE), PATH: path });
    await conversation.answer(`Run 7 steps in the context ${GKE}?`, keys);
    expect([(await conversation.end()).status, record().length > 0]).toEqual([expected, commands]);
  });
});
