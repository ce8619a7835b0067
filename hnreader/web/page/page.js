// What textual.js leaves open: where the socket is, when the fonts are there, how a file comes, how a session ends.
"use strict";

document.addEventListener("DOMContentLoaded", () => {
  const scheme = location.protocol === "https:" ? "wss:" : "ws:";
  const ground = matchMedia("(prefers-color-scheme: light)").matches ? "light" : "dark";
  const terminal = document.querySelector(".textual-terminal");
  terminal.dataset.sessionWebsocketUrl = `${scheme}//${location.host}/ws/${ground}`;
  document.querySelector("#ended button").addEventListener("click", () => location.reload());

  // textual.js measures a cell when the page is loaded: the fonts have to be there by then.
  const begin = window.onload;
  window.onload = async (event) => {
    const fonts = ["", "bold "].map((weight) => document.fonts.load(`${weight}16px "Roboto Mono"`, "a汉"));
    await Promise.allSettled(fonts);
    begin(event);
  };

  new MutationObserver(() => {
    const ended = document.body.classList.contains("-closed");
    const opened = document.body.classList.contains("-loaded"); // the socket is there: keys work without a click
    if (ended || opened) document.querySelector(ended ? "#ended button" : ".textual-terminal textarea").focus();
  }).observe(document.body, { attributeFilter: ["class"] });
});

// textual.js opens a window for each file, which browsers block. A link that downloads leaves the page as it is.
const openWindow = window.open;
window.open = (url, ...rest) => {
  if (!String(url ?? "").startsWith(`${location.origin}/download/`)) return openWindow.call(window, url, ...rest);
  const link = document.createElement("a");
  link.href = url;
  link.download = "";
  link.click();
  return null;
};
