import { expect, it } from "vitest";
import { applicationPages, consolePage, repositoryPages } from "./web-pages.ts";

it.each([
  ["https://github.com/acme/ops.git", "https://github.com/acme/ops", "commit/", "blob/"],
  ["https://token@github.com/acme/ops", "https://github.com/acme/ops", "commit/", "blob/"],
  ["git@github.com:acme/ops.git", "https://github.com/acme/ops", "commit/", "blob/"],
  ["ssh://git@gitlab.example.com/acme/ops.git", "https://gitlab.example.com/acme/ops", "-/commit/", "-/blob/"],
  ["https://bitbucket.org/acme/ops/", "https://bitbucket.org/acme/ops", "commits/", "src/"],
])("finds the pages of commits and files for %s", (url, page, commits, files) => {
  expect(repositoryPages({ url })).toEqual({ commits: `${page}/${commits}`, files: `${page}/${files}` });
});

it.each(["file:///srv/ops.git", "javascript:alert(1)", "https://host/a b"])("finds no pages for %s", (url) => {
  expect(repositoryPages({ url })).toBeUndefined();
});

const config = { name: "shop", repository: { url: "https://git.example.com/shop.git" } };

it.each([
  ["https://argocd.example.com", "https://argocd.example.com/applications/argocd/prod-"],
  ["https://example.com/argocd/", "https://example.com/argocd/applications/argocd/prod-"],
  ["javascript:alert(1)", undefined],
  [undefined, undefined],
])("finds the pages of Applications at %s", (url, pages) => {
  expect(applicationPages({ ...config, ...(url === undefined ? {} : { argoCd: { url } }) }, "prod")).toBe(pages);
});

it("finds the console of Google Cloud only for its stacks", () => {
  expect(consolePage({ ...config, cloud: "gcp" }, { project: "shop-prod" })).toBe(
    "https://console.cloud.google.com/kubernetes/workload/overview?project=shop-prod",
  );
  expect(consolePage(config, { project: "shop-prod" })).toBeUndefined();
});
