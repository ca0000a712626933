import { describe, expect, it } from "vitest";
import type { TestProject } from "../project.ts";
import { addForged, INVENTORY, MAP, PULUMI, sampleProject } from "./component-fleet.ts";
import { HAS_ENGINE } from "./engine.ts";

type Listed = Parameters<typeof addForged>[1];

const listed = (kind: string, apiVersion = "v1", namespace: string | undefined = "boutique"): Listed => ({
  apiVersion,
  kind,
  namespace,
  name: "mine",
});

const meta = (rest = ""): string => `metadata:\n${rest}  name: mine\n  namespace: boutique\n`;
const MAP_OF = (data: string): string => `apiVersion: v1\ndata:\n${data}kind: ConfigMap\n${meta()}`;

const SECURE =
  "      securityContext:\n        allowPrivilegeEscalation: false\n        capabilities:\n          drop:\n            - ALL\n        runAsNonRoot: true\n        seccompProfile:\n          type: RuntimeDefault\n";
const DIGEST = `sha256:${"a".repeat(64)}`;
const pod = (image: string, security = SECURE): string =>
  `apiVersion: v1\nkind: Pod\n${meta()}spec:\n  containers:\n    - image: ${image}\n      name: main\n      resources:\n        limits:\n          memory: 64Mi\n        requests:\n          cpu: 10m\n          memory: 64Mi\n${security}`;

/** One bad object for each rule: the rule, the line of the inventory, the file, and the message. */
const BAD: readonly (readonly [rule: string, line: Listed, text: string, message: string])[] = [
  ["no Secret", listed("Secret"), `apiVersion: v1\nkind: Secret\n${meta()}stringData:\n  a: b\n`, 'the Secret "mine" would be in git'],
  ["no private key", listed("ConfigMap"), MAP_OF("  key.pem: '-----BEGIN RSA PRIVATE KEY-----'\n"), "data.key.pem: contains a private key"],
  [
    "the namespace of the stack",
    listed("ConfigMap", "v1", "kube-system"),
    MAP_OF("  a: b\n").replace("boutique", "kube-system"),
    'ConfigMap "mine" is in the namespace "kube-system"; the stack\'s is "boutique"',
  ],
  [
    "a namespace",
    { ...listed("ConfigMap"), namespace: undefined },
    MAP_OF("  a: b\n").replace("  namespace: boutique\n", ""),
    'ConfigMap "mine" has no namespace; give it "boutique"',
  ],
  [
    "no name of another tier",
    listed("ConfigMap"),
    MAP_OF("  a: boutique-prod\n"),
    'ConfigMap "mine" mentions "boutique-prod", which is of another tier than staging (staging)',
  ],
  ["the schema", listed("ConfigMap"), `apiVersion: v1\nkind: ConfigMap\n${meta()}spec: {}\n`, 'spec: ConfigMap has no field "spec"'],
  [
    "Pod Security",
    listed("Pod"),
    pod(`registry.example.com/a:v1@${DIGEST}`, ""),
    "spec.containers.0.securityContext.allowPrivilegeEscalation",
  ],
  ["a digest", listed("Pod"), pod("registry.example.com/a:v1"), "spec.containers.0.image: "],
  [
    "the quota",
    listed("Service"),
    `apiVersion: v1\nkind: Service\n${meta()}spec:\n  ports:\n    - port: 80\n  type: LoadBalancer\n`,
    "spec.type: the stack's quota allows no LoadBalancer",
  ],
  [
    "the level of a namespace",
    { ...listed("Namespace"), namespace: undefined },
    "apiVersion: v1\nkind: Namespace\nmetadata:\n  labels:\n    pod-security.kubernetes.io/enforce: privileged\n  name: mine\n",
    'metadata.labels.pod-security.kubernetes.io/enforce: must be "restricted", got "privileged"',
  ],
  [
    "no generated name",
    listed("ConfigMap"),
    MAP_OF("  a: b\n").replace("metadata:\n", "metadata:\n  annotations:\n    pulumi.com/autonamed: 'true'\n"),
    'ConfigMap "mine" has a generated name',
  ],
  [
    "the object that the inventory lists",
    listed("ConfigMap"),
    "apiVersion: rbac.authorization.k8s.io/v1\nkind: ClusterRole\nmetadata:\n  name: mine\nrules: []\n",
    "holds rbac.authorization.k8s.io/v1 ClusterRole mine, and the inventory lists v1 ConfigMap boutique/mine",
  ],
  ["the listed name", listed("ConfigMap"), MAP_OF("  a: b\n").replace("name: mine", "name: other"), "holds v1 ConfigMap boutique/other"],
  ["one document", listed("ConfigMap"), `${MAP_OF("  a: b\n")}---\n${MAP_OF("  c: d\n")}`, "is not one YAML document: "],
  ["a document", listed("ConfigMap"), "", "is not one YAML document: "],
  ["an object", listed("ConfigMap"), "null\n", "is not a Kubernetes object"],
  ["one value for a key", listed("ConfigMap"), MAP_OF("  a: b\n  a: c\n"), "is not one YAML document: duplicated mapping key"],
  ["no list of objects", listed("ConfigMap"), "apiVersion: v1\nitems:\n  - kind: Pod\nkind: List\n", "is a list of objects"],
  ["no anchors", listed("ConfigMap"), MAP_OF("  a: &x b\n  c: *x\n"), "is not in the form that Fairlead writes"],
  ["no comments", listed("ConfigMap"), `# A comment.\n${MAP_OF("  a: b\n")}`, "is not in the form that Fairlead writes"],
  ["line ends of Unix", listed("ConfigMap"), MAP_OF("  a: b\n").replaceAll("\n", "\r\n"), "is not in the form that Fairlead writes"],
  ["strings that every reader reads", listed("ConfigMap"), MAP_OF("  a: 2026-01-01\n"), "is not in the form that Fairlead writes"],
  [
    "one owner of a name",
    { ...listed("ServiceAccount"), name: "cartservice" },
    "apiVersion: v1\nkind: ServiceAccount\nmetadata:\n  name: cartservice\n  namespace: boutique\n",
    'ServiceAccount "cartservice" is rendered by pulumi-gen/staging/services/cartservice/serviceaccount-cartservice.yaml, too',
  ],
];

describe("a kept file of a component with a right hash", () => {
  it.each(BAD)("keeps the rule: %s", (_rule, line, text, message) => {
    const made = sampleProject();
    const path = addForged(made, line, text);
    made.commitAll("By hand");
    const before = made.snapshot();
    for (const command of ["render", "check", "plan"]) {
      const { status, stdout, stderr } = made.run([command]);
      const problem = `${stdout}${stderr}`.split("\n").find((each) => each.startsWith(`${path}: `)) ?? stderr;
      expect([command, status, problem]).toEqual([command, 3, expect.stringContaining(message)]);
    }
    expect(made.snapshot()).toEqual(before);
  });

  it("is refused by up without an engine, and all problems are listed with the command that helps", () => {
    const made = sampleProject();
    const [secret, key] = [BAD[0], BAD[1]].map((row) => addForged(made, { ...(row?.[1] ?? listed("")), name: "mine" }, row?.[2] ?? ""));
    const { status, stderr } = made.run(["up", "--engine", "embedded"]);
    expect([status, stderr.split("\n")]).toEqual([
      3,
      [
        `${key}: data.key.pem: contains a private key`,
        "  npx fairlead up",
        `${secret}: the Secret "mine" would be in git`,
        "  npx fairlead up",
        "error: 2 problems, nothing was written",
        "",
      ],
    ]);
  });

  it.skipIf(!HAS_ENGINE)("is rendered again by up", { timeout: 120_000 }, () => {
    const made = sampleProject();
    const before = made.snapshot();
    addForged(made, listed("Secret"), BAD[0]?.[2] ?? "");
    made.commitAll("By hand");
    expect(made.run(["up"], PULUMI).status).toBe(0);
    expect(made.snapshot()).toEqual(before);
  });

  it("keeps the rules that its stack has got since", () => {
    const made = sampleProject();
    const [, line = listed(""), text = ""] = BAD.find(([rule]) => rule === "Pod Security") ?? [];
    made.edit("stacks/staging.ts", '  tier: "staging",', '  tier: "staging",\n  podSecurity: "privileged",');
    made.run(["render"]);
    const path = addForged(made, line, text);
    expect(made.run(["check"]).status).toBe(0);
    made.edit("stacks/staging.ts", '  podSecurity: "privileged",\n', "");
    expect(made.run(["check"])).toMatchObject({ status: 3, stderr: expect.stringContaining(path) });
  });
});

describe("an inventory", () => {
  it.each<readonly [title: string, edit: (made: TestProject) => void, status: number, message: string]>([
    ["lists an object twice", (made) => made.edit(INVENTORY, /(.* dashboard-frontend\n)/, "$1$1"), 3, `${MAP}: two objects have this path`],
    ["has an empty line", (made) => made.edit(INVENTORY, "\n", "\n\n"), 1, `${INVENTORY}: differs from what the engine rendered`],
    [
      "has another order",
      (made) => made.edit(INVENTORY, /(.* dashboard-cartservice\n)((?:.*\n)*)/, "$2$1"),
      1,
      `${INVENTORY}: differs from what the engine rendered`,
    ],
    [
      "is a link",
      (made) => {
        made.move(INVENTORY, "pulumi-gen/staging/components/other.txt");
        made.link(INVENTORY, "other.txt");
      },
      1,
      `${INVENTORY}: is missing`,
    ],
  ])("that %s is refused", (_title, edit, status, message) => {
    const made = sampleProject();
    edit(made);
    const outcome = made.run(["check"]);
    expect([outcome.status, `${outcome.stdout}${outcome.stderr}`]).toEqual([status, expect.stringContaining(message)]);
  });
});
