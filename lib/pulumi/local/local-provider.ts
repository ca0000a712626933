import type {
  CheckResult,
  CreateResult,
  DiffResult,
  InvokeResult,
  Provider,
  ReadResult,
  UpdateResult,
} from "@pulumi/pulumi/provider/index.js";
import { unknownValue } from "@pulumi/pulumi/runtime/rpc.js";
import { hashOf } from "../../base/hash.ts";
import { diffInputs } from "../../cloud/diff-inputs.ts";

import type { CloudKind } from "../../cloud/kinds/kind.ts";
import { partsOfUrn } from "../../cloud/urn.ts";
import { CLOUD_KINDS, isCloudType } from "../../cloud/kinds/registry.ts";
import { type Fault, FAULTS_FILE, faultsFor, withFaults } from "./faults.ts";
import { LocalCloud, type LocalResource } from "./local-cloud.ts";
import type { LocalPlace } from "./local-plugin.ts";
import { projectNumber } from "./project-number.ts";
import { plainRecord } from "./secret-values.ts";

type Values = Readonly<Record<string, unknown>>;

/** The output that lists which outputs are inputs: Pulumi gives `diff` only the old outputs. */
const INPUT_NAMES = "fairleadInputs";

/** Stands in for Google Cloud, or for another cloud, on the real engine. It keeps its resources in files. */
export class LocalProvider implements Provider {
  readonly version: string;
  readonly #cloud: LocalCloud;
  readonly #project: string | undefined;
  readonly #cancelled = new AbortController();

  constructor({ directory, project }: LocalPlace, version: string) {
    this.#cloud = new LocalCloud(directory);
    this.#project = project;
    this.version = version;
  }

  check = (urn: string, _olds: Values, news: Values): Promise<CheckResult> => {
    const { required, conflicts } = kindOf(typeOf(urn));
    const missing = required.filter((name) => news[name] === undefined).map((property) => ({ property, reason: "is required" }));
    const clashing = conflicts
      .map((names) => names.filter((name) => news[name] !== undefined))
      .filter((present) => present.length > 1)
      .map(([property = "", ...others]) => ({ property, reason: `conflicts with ${others.join(", ")}` }));
    return Promise.resolve({ inputs: news, failures: [...missing, ...clashing] });
  };

  diff = (_id: string, urn: string, olds: Values, news: Values): Promise<DiffResult> => {
    const kind = kindOf(typeOf(urn));
    const { changed, replaces } = diffInputs(kind, inputsOf(plainRecord(olds)), plainRecord(news), isUnknown);
    const deleteBeforeReplace = replaces.length > 0 && kind.deleteBeforeReplace;
    return Promise.resolve({ changes: changed.length > 0, replaces: [...replaces], deleteBeforeReplace });
  };

  create = async (urn: string, inputs: Values): Promise<CreateResult> => {
    const type = typeOf(urn);
    const plain = plainRecord(inputs);
    const id = isCloudType(type) ? CLOUD_KINDS[type].id({ project: this.#project, ...plain }) : idOf(urn);
    const resource = { type, id, inputs: keptInputs(type, plain) };
    const source = kindOf(type).copyOf?.(plain);
    await this.#attempt("create", urn, id, () => {
      if (source !== undefined && this.#cloud.read(type, source) === undefined)
        throw new Error(`googleapi: Error 404: The source '${source}' was not found., notFound`);
      // Google grants a role again without an error.
      if (!this.#cloud.create(resource) && !isGrant(type))
        throw new Error(`googleapi: Error 409: Resource '${id}' already exists., alreadyExists`);
    });
    return { id, outs: stateOf(type, id, inputs) };
  };

  read = async (id: string, urn: string, olds: Values): Promise<ReadResult> => {
    const type = typeOf(urn);
    const found = await this.#attempt("read", urn, id, () => this.#cloud.read(type, id) ?? this.#findByImportId(type, id));
    // An import gives no outputs, and it fails.
    if (found === undefined && Object.keys(olds).length === 0) throw new Error(`resource '${id}' does not exist`);
    if (found === undefined) return { id: "", props: {}, inputs: {} };
    const inputs = withoutWriteOnly(type, found.inputs);
    return { id: found.id, props: stateOf(type, found.id, inputs), inputs };
  };

  update = async (id: string, urn: string, _olds: Values, news: Values): Promise<UpdateResult> => {
    const type = typeOf(urn);
    await this.#attempt("update", urn, id, () => {
      if (this.#cloud.read(type, id) === undefined) throw new Error(`googleapi: Error 404: Resource '${id}' was not found., notFound`);
      this.#cloud.update({ type, id, inputs: keptInputs(type, plainRecord(news)) });
    });
    return { outs: stateOf(type, id, news) };
  };

  delete = async (id: string, urn: string): Promise<void> => {
    const type = typeOf(urn);
    await this.#attempt("delete", urn, id, () => {
      const found = this.#cloud.read(type, id);
      if (found !== undefined && isKept(found)) throw new Error(`cannot destroy ${id} without setting deletionProtection=false`);
      if (found?.inputs["deletionPolicy"] === "ABANDON") return;
      this.#cloud.delete(type, id);
      if (found !== undefined) this.#deleteMembers(found);
    });
  };

  /** Finds a resource by the id of an import, which differs from its id for some types. */
  #findByImportId(type: string, id: string): LocalResource | undefined {
    const { importId } = kindOf(type);
    if (importId === undefined) return undefined;
    return this.#cloud.list().find((each) => each.type === type && importId({ project: this.#project, ...each.inputs }) === id);
  }

  /** Deletes what ends with a resource, such as the users of a server. */
  #deleteMembers({ type, id, inputs }: LocalResource): void {
    for (const member of this.#cloud.list()) {
      const { endsWith } = kindOf(member.type);
      if (endsWith === undefined || endsWith.type !== type) continue;
      const owner = member.inputs[endsWith.input];
      if (owner === id || (owner === inputs["name"] && member.inputs["project"] === inputs["project"]))
        this.#cloud.delete(member.type, member.id);
    }
  }

  invoke = (token: string, args: Values): Promise<InvokeResult> => {
    if (token !== "gcp:organizations/getProject:getProject") return Promise.reject(new Error(`the local cloud has no ${token}`));
    const project = String(args["projectId"]);
    return Promise.resolve({ outputs: { ...args, id: `projects/${project}`, number: projectNumber(project) } });
  };

  cancel = (): Promise<void> => Promise.resolve(this.#cancelled.abort());

  #attempt<T>(operation: Fault["operation"], urn: string, id: string, work: () => T): Promise<T> {
    return withFaults(faultsFor(this.#cloud.readText(FAULTS_FILE), operation, urn), id, this.#cancelled.signal, work);
  }
}

/** The methods of the provider for a preview: they return what a run would, and change nothing. */
export const LOCAL_PREVIEWS: Pick<Provider, "create" | "update"> = {
  create: (urn, inputs) => Promise.resolve({ id: "", outs: withoutWriteOnly(typeOf(urn), inputs) }),
  update: (id, urn, _olds, news) => Promise.resolve({ outs: stateOf(typeOf(urn), id, news) }),
};

/** Returns the type in a URN: the last one after those of its parents. */
const typeOf = (urn: string): string => partsOfUrn(urn)[0];

/** Returns an id for a type that Fairlead does not know: `<Pulumi stack>/<name>`. */
function idOf(urn: string): string {
  const [stack = "", , , ...name] = urn.split("::");
  return `${stack.replace(/^urn:pulumi:/, "")}/${name.join("::")}`;
}

/** The behaviour of a type that Fairlead does not know: its outputs are its inputs, and nothing replaces it. */
const OTHER: CloudKind = {
  replaces: [],
  deleteBeforeReplace: false,
  required: [],
  conflicts: [],
  writeOnly: [],
  sorted: [],
  stateful: false,
  id: () => "",
  outputs: () => ({}),
};

const kindOf = (type: string): CloudKind => (isCloudType(type) ? CLOUD_KINDS[type] : OTHER);

/** True if a value is known only after the run. Pulumi's protocol has this string for it. */
const isUnknown = (value: unknown): boolean => value === unknownValue;

/** True if a type gives a role to an account. */
const isGrant = (type: string): boolean => /I[Aa][Mm]Member$/.test(type);

/** True if the cloud refuses to delete a resource. */
const isKept = ({ inputs }: LocalResource): boolean =>
  inputs["deletionProtection"] === true || inputs["deletionProtectionEnabled"] === true;

const withoutWriteOnly = (type: string, inputs: Values): Values =>
  Object.fromEntries(Object.entries(inputs).filter(([name]) => !kindOf(type).writeOnly.some((path) => path === name)));

/** Returns the inputs as the cloud keeps them: a write-only one as its hash, which only serves comparisons. */
const keptInputs = (type: string, inputs: Values): Values =>
  Object.fromEntries(
    Object.entries(inputs).map(([name, value]) => [
      name,
      kindOf(type).writeOnly.some((path) => path === name) ? `sha256:${hashOf(JSON.stringify(value))}` : value,
    ]),
  );

/** Returns the outputs for the state: inputs and computed ones. The same inputs give the same ones each time, so no file has them. */
function stateOf(type: string, id: string, inputs: Values): Values {
  const kept = withoutWriteOnly(type, inputs);
  return { ...kept, ...kindOf(type).outputs(plainRecord(inputs), id), [INPUT_NAMES]: Object.keys(kept) };
}

/** Returns the inputs among the outputs of a state. */
function inputsOf(outputs: Values): Values {
  const names: unknown = outputs[INPUT_NAMES];
  return Object.fromEntries(Array.isArray(names) ? names.map((name: string) => [name, outputs[name]]) : []);
}
