// Loads the built extension as VS Code does, with stand-ins for what VS Code brings, and activates it. Prints what it
// registers, the command that it starts, and what it shows when that command is not there.
"use strict";

const Module = require("node:module");

const seen = { commands: [], errors: [] };

function standIn(overrides = {}) {
  return new Proxy(function () {}, {
    get(target, name) {
      if (name in overrides) return overrides[name];
      if (name === "prototype") return target.prototype;
      if (name === Symbol.toPrimitive) return () => "";
      if (name === Symbol.iterator) return function* () {};
      if (name === "then") return undefined;
      return standIn();
    },
    apply: () => standIn(),
    construct: () => standIn(),
  });
}

const settings = { path: process.argv[3] };
const vscode = standIn({
  version: "1.99.0",
  commands: standIn({ registerCommand: (name) => (seen.commands.push(name), standIn()) }),
  workspace: standIn({
    isTrusted: false,
    workspaceFolders: [],
    textDocuments: [],
    getConfiguration: () => ({ get: (name) => settings[name] }),
  }),
  window: standIn({ showErrorMessage: (message) => (seen.errors.push(message), Promise.resolve()), visibleTextEditors: [] }),
  env: standIn({ language: "en", appName: "test" }),
});

const load = Module._load;
Module._load = (name, ...rest) => (name === "vscode" ? vscode : load(name, ...rest));

const extension = require(process.argv[2]);
extension.activate({ subscriptions: [] }).then(
  () => {
    console.log(JSON.stringify(seen));
    process.exit(0);
  },
  (error) => {
    console.error(error);
    process.exit(1);
  },
);
