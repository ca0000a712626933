// @ts-check
// The first part of the script of each page, in the browser: it makes elements from text.
"use strict";

/* oxlint-disable no-unused-vars -- the scripts after this one use its functions */

/**
 * Returns an element of the page.
 * @template {Element} T
 * @param {string} id
 * @param {new () => T} type
 * @returns {T}
 */
function byId(id, type) {
  const element = document.getElementById(id);
  if (element instanceof type) return element;
  throw new Error(`the page has no ${id}`);
}

/**
 * Makes an element with text. Text never becomes markup.
 * @param {string} name
 * @param {string} [text]
 * @param {string} [style]
 */
function make(name, text = "", style = "") {
  const element = document.createElement(name);
  if (text !== "") element.textContent = text;
  if (style !== "") element.className = style;
  return element;
}

/** Makes a link to another page. @param {string} address @param {string} text */
function link(address, text) {
  const element = document.createElement("a");
  element.href = address;
  element.rel = "noreferrer";
  element.textContent = text;
  return element;
}
