import { escapeControls } from "../../base/escape-controls.ts";

const ENTITIES: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;", "`": "&#96;" };

/** Escapes an untrusted string for the content or a quoted attribute of an element. Control characters become visible. */
export const escapeHtml = (text: string): string =>
  escapeControls(cut(text)).replace(/[&<>"'`]/g, (character) => ENTITIES[character] ?? "");

/** Characters of a string in a page. A browser would not draw a longer one in time. */
const MAX_CHARACTERS = 10_000;

/** Cuts a string that is too long for a page. */
export const cut = (text: string): string => (text.length > MAX_CHARACTERS ? `${text.slice(0, MAX_CHARACTERS).toWellFormed()}...` : text);

/** Formats data for a script element that no browser runs. No string can end the element. */
export const jsonBlock = (id: string, value: unknown): string =>
  `<script type="application/json" id="${id}">${JSON.stringify(value).replaceAll("<", String.raw`\u003c`)}</script>`;
