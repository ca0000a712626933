import { linkSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { hashOf } from "../../base/hash.ts";
import { isCode } from "../../base/errors.ts";
import { ifExists, readIfExists } from "../../system/if-exists.ts";
import { makeDirectories } from "../../system/make-directories.ts";
import { replaceFile } from "../../system/replace-file.ts";

/** A resource of the local cloud, as its file has it. */
export interface LocalResource {
  /** `gcp:redis/instance:Instance` */
  readonly type: string;
  readonly id: string;
  /** The inputs that the cloud keeps. Of a write-only input it has the hash. */
  readonly inputs: Readonly<Record<string, unknown>>;
}

/** A cloud on disk: a directory with a JSON file for each resource. Any number of processes may use it at once. */
export class LocalCloud {
  readonly #directory: string;

  constructor(directory: string) {
    this.#directory = directory;
  }

  /** Creates a resource. @returns false if there is one with this type and id */
  create(resource: LocalResource): boolean {
    const path = this.#path(resource);
    makeDirectories(join(this.#directory, folderOf(resource.type)));
    const next = `${path}.${process.pid}`;
    writeFileSync(next, format(resource));
    try {
      // Unlike a rename, a link refuses to replace a file.
      linkSync(next, path);
      return true;
    } catch (error) {
      if (isCode(error, "EEXIST")) return false;
      throw error;
    } finally {
      rmSync(next, { force: true });
    }
  }

  /** Reads a resource; undefined if the cloud has none. */
  read(type: string, id: string): LocalResource | undefined {
    const text = readIfExists(this.#path({ type, id }));
    return text === undefined ? undefined : JSON.parse(text);
  }

  /** Lists all resources, sorted by type and id. */
  list(): readonly LocalResource[] {
    const folders = ifExists(() => readdirSync(this.#directory, { withFileTypes: true })) ?? [];
    return folders
      .filter((each) => each.isDirectory())
      .flatMap(({ name }) => readdirSync(join(this.#directory, name)).map((file) => join(name, file)))
      .filter((path) => path.endsWith(".json"))
      .map((path) => this.readText(path))
      .flatMap((text): readonly LocalResource[] => (text === undefined ? [] : [JSON.parse(text)]))
      .sort((a, b) => (`${a.type} ${a.id}` < `${b.type} ${b.id}` ? -1 : 1));
  }

  /** Replaces what the cloud keeps of a resource. */
  update(resource: LocalResource): void {
    replaceFile(this.#path(resource), format(resource));
  }

  /** Deletes a resource. It may be gone already. */
  delete(type: string, id: string): void {
    rmSync(this.#path({ type, id }), { force: true });
  }

  /** Reads a file of the directory that is no resource. */
  readText(name: string): string | undefined {
    return readIfExists(join(this.#directory, name));
  }

  #path({ type, id }: Pick<LocalResource, "type" | "id">): string {
    return join(this.#directory, folderOf(type), fileOf(id));
  }
}

/** Returns the folder of a type: `redis.Instance`, or `cloudflare.record.Record` of another package. */
const folderOf = (type: string): string =>
  type
    .replace(/^gcp:/, "")
    .replace(/(?:\/\w+)?:(\w+)$/, ".$1")
    .replaceAll(/[^\w-]/g, ".");

/** Returns the file of an id. The hash keeps ids apart, and the start is for people. */
const fileOf = (id: string): string =>
  `${(id.match(/[\w.-]{1,60}$/)?.[0] ?? "resource").replace(/^\./, "")}-${hashOf(id).slice(0, 12)}.json`;

const format = (resource: LocalResource): string => `${JSON.stringify(resource, undefined, 2)}\n`;
