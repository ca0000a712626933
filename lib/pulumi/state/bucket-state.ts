import { Storage } from "@google-cloud/storage";
import { quoted } from "../../base/text.ts";
import { bucketError, type BucketUse } from "./bucket-error.ts";
import type { StateFiles } from "./state-files.ts";

/** Opens the state files in a bucket of Cloud Storage. @param prefix empty, or ends in `/` */
export function bucketState(url: string, name: string, prefix: string): StateFiles {
  // Objects need no project. Without one, the client asks a metadata server that only Google's machines reach.
  const bucket = new Storage({ projectId: "none" }).bucket(name);
  const nameOf = (path: string): string => `gs://${name}/${prefix}${path}`;
  const explained = async <T>(use: BucketUse, work: () => Promise<T>): Promise<T> => {
    try {
      return await work();
    } catch (error) {
      throw bucketError(error, url, name, use);
    }
  };
  return {
    url,
    list: (folder) =>
      explained("list", async () => {
        const [files] = await bucket.getFiles({ prefix: `${prefix}${folder}/`, delimiter: "/" });
        return files.map((file) => file.name.slice(prefix.length + folder.length + 1));
      }),
    read: (path) =>
      explained("read", async () => {
        const file = bucket.file(`${prefix}${path}`);
        const [exists] = await file.exists();
        return exists ? (await file.download())[0].toString("utf8") : undefined;
      }),
    remove: (path) => explained("remove", async () => void (await bucket.file(`${prefix}${path}`).delete({ ignoreNotFound: true }))),
    nameOf,
    restoreCommand: (from, to) => `gcloud storage cp ${quoted(nameOf(from))} ${quoted(nameOf(to))}`,
  };
}
