import { expect, it } from "vitest";
import { checkDatastore } from "./check-datastore.ts";

const FORMS = "file:<directory> or gs://<bucket>/<prefix>";

it.each<readonly [string, unknown, readonly string[]]>([
  ["none: the default", undefined, []],
  ["a directory", "file:releases", []],
  ["a bucket", "gs://acme-releases", []],
  ["a bucket with a prefix and an emulator", { url: "gs://acme/shop", apiEndpoint: "http://127.0.0.1:4443" }, []],
  ["an unknown scheme", "s3://acme", [`datastore: "s3://acme" is not the address of a datastore: ${FORMS}`]],
  ["an empty directory", "file:", [`datastore: "file:" is not the address of a datastore: ${FORMS}`]],
  ["a bucket of capital letters", "gs://ACME/shop", [`datastore: "gs://ACME/shop" is not the address of a datastore: ${FORMS}`]],
  [
    "two problems",
    { url: "releases", apiEndpoint: "localhost" },
    [
      `datastore.url: "releases" is not the address of a datastore: ${FORMS}`,
      'datastore.apiEndpoint: "localhost" is not an address such as http://127.0.0.1:4443',
    ],
  ],
  ["a number, which the schema reports", 5, []],
  ["a url that is a number, which the schema reports", { url: 5 }, []],
])("a config's datastore: %s", (_title, datastore, expected) => {
  const problems: string[] = [];
  checkDatastore({ datastore }, (path, message) => problems.push(`${path}: ${message}`));
  expect(problems).toEqual(expected);
});
