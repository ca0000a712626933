import type { ServiceNode } from "../../../app/preview/page-facts.ts";
import type { StackPreview } from "../../../app/cloud/cloud-preview.ts";
import type { CloudAction } from "../../../diff/cloud/cloud-change.ts";
import { escapeHtml } from "../escape-html.ts";

/** Services and shared blocks of the cloud that a graph shows. A reader cannot follow more. */
const [MAX_SERVICES, MAX_SHARED] = [40, 20];

/** The places of the columns and the size of a node, in pixels. */
const [SERVICES, NEEDS, CLOUD, WIDTH, HEIGHT, ROW] = [70, 370, 610, 210, 26, 36];

interface Node {
  readonly id: string;
  readonly label: string;
  /** The word for what changes; empty if nothing does. */
  readonly mark: string;
  readonly x: number;
  readonly y: number;
}

export interface GraphInput {
  readonly stack: string;
  readonly nodes: readonly ServiceNode[];
  /** The services whose manifests change. */
  readonly changed: ReadonlySet<string>;
  readonly cloud: StackPreview | undefined;
}

/** Draws the services that change, those that they call or that call them, their needs, and the cloud. Empty if nothing changes. */
export function graphSvg({ stack, nodes, changed, cloud }: GraphInput): string {
  const marks = marksOf(cloud);
  const isChanged = ({ service, needs }: ServiceNode): boolean => changed.has(service) || needs.some(({ block }) => marks.has(block));
  const own = new Set(nodes.filter(isChanged).map(({ service }) => service));
  const called = new Set(nodes.flatMap(({ service, calls }) => (own.has(service) ? calls : [])));
  const near = nodes.filter(({ service, calls }) => own.has(service) || calls.some((name) => own.has(name)) || called.has(service));
  const shown = [...near.filter(({ service }) => own.has(service)), ...near.filter(({ service }) => !own.has(service))].slice(
    0,
    MAX_SERVICES,
  );
  const needs = new Map(shown.flatMap(({ needs: all }) => all.map((need) => [need.block, need] as const)));
  const shared = [...marks.keys()].filter((block) => !needs.has(block)).slice(0, MAX_SHARED);
  if (shown.length + shared.length === 0) return "";
  const column = <T>(items: readonly T[], x: number, make: (item: T) => Pick<Node, "id" | "label" | "mark">): readonly Node[] =>
    items.map((item, at) => ({ ...make(item), x, y: 12 + at * ROW }));
  const services = column(shown, SERVICES, ({ service }) => ({ id: service, label: service, mark: changed.has(service) ? "changes" : "" }));
  const kinds = column([...needs.values()], NEEDS, ({ block, kind, name }) => ({ id: block, label: `${kind} ${name}`, mark: "" }));
  const blocks = column([...needs.keys(), ...shared], CLOUD, (block) => ({ id: block, label: block, mark: marks.get(block) ?? "" }));
  const edges = [
    ...shown.flatMap(({ service, calls }) => calls.map((callee) => callPath(find(services, service), find(services, callee)))),
    ...shown.flatMap(({ service, needs: all }) => all.map(({ block }) => linePath(find(services, service), find(kinds, block)))),
    ...[...needs.keys()].map((block) => linePath(find(kinds, block), find(blocks, block))),
  ];
  const omitted = near.length - shown.length;
  const height = 24 + ROW * Math.max(services.length, kinds.length, blocks.length);
  return `<figure><figcaption><bdi>${escapeHtml(stack)}</bdi>${omitted > 0 ? `: ${omitted} more services are not drawn` : ""}</figcaption>
<div class="scroll" tabindex="0" role="group" aria-label="Graph of ${escapeHtml(stack)}"><svg role="img" aria-label="Services, needs and cloud of ${escapeHtml(stack)}" width="${CLOUD + WIDTH + 12}" height="${height}">
${edges.join("")}${[...services, ...kinds, ...blocks].map(nodeSvg).join("")}</svg></div></figure>`;
}

const find = (nodes: readonly Node[], id: string): Node | undefined => nodes.find((node) => node.id === id);

/** The words for changes of a cloud, the most urgent first. */
const WORDS: readonly (readonly [CloudAction, string])[] = [
  ["delete", "deleted"],
  ["replace", "replaced"],
  ["update", "updated"],
  ["create", "created"],
];

/** Returns the most urgent change of each block of the cloud. */
function marksOf(cloud: StackPreview | undefined): ReadonlyMap<string, string> {
  const found = WORDS.toReversed().flatMap(([action, word]) =>
    (cloud?.changes ?? []).flatMap((change) => (change.action === action ? [[change.block, word] as const] : [])),
  );
  return new Map(found);
}

/** Draws a call as a bow on the left of the services. */
function callPath(from: Node | undefined, to: Node | undefined): string {
  if (from === undefined || to === undefined || from === to) return "";
  const [start, end] = [from.y + HEIGHT / 2, to.y + HEIGHT / 2];
  const bow = Math.min(64, 14 + Math.abs(end - start) / 6);
  return `<path d="M${SERVICES} ${start}C${SERVICES - bow} ${start} ${SERVICES - bow} ${end} ${SERVICES} ${end}"/><circle cx="${SERVICES}" cy="${end}" r="3"/>`;
}

function linePath(from: Node | undefined, to: Node | undefined): string {
  if (from === undefined || to === undefined) return "";
  const [x, y, next, below] = [from.x + WIDTH, from.y + HEIGHT / 2, to.x, to.y + HEIGHT / 2];
  const half = (x + next) / 2;
  return `<path d="M${x} ${y}C${half} ${y} ${half} ${below} ${next} ${below}"/>`;
}

function nodeSvg({ label, mark, x, y }: Node): string {
  const [full, short] = [`${label}${mark === "" ? "" : `: ${mark}`}`, label.length > 24 ? `${label.slice(0, 23).toWellFormed()}…` : label];
  return `<g class="${mark === "" ? "same" : mark}"><title>${escapeHtml(full)}</title><rect x="${x}" y="${y}" width="${WIDTH}" height="${HEIGHT}" rx="6"/><text x="${x + 10}" y="${y + 17}">${escapeHtml(mark === "" ? short : `${SIGNS[mark] ?? "~"} ${short}`)}</text></g>`;
}

/** The sign beside a label, so that no change is told by its colour alone. */
const SIGNS: Readonly<Record<string, string>> = { deleted: "−", replaced: "±", updated: "~", created: "+", changes: "~" };
