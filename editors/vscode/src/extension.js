// Starts `dslint server`, and shows the plans that it makes.
"use strict";

const vscode = require("vscode");
const { LanguageClient, RevealOutputChannelOn, State } = require("vscode-languageclient/node");

const INSTALL = "install it with: pip install 'kube-dslint[server]', or set dslint.path";
const SETTINGS = ["kubernetesVersions", "configuration", "planFrom", "strict", "codeLens"];
const SCHEME = "dslint-plan";

/** @type {LanguageClient | undefined} */
let client;

/** @param {import("vscode").ExtensionContext} context */
async function activate(context) {
  const plans = new Plans();
  context.subscriptions.push(
    plans,
    vscode.workspace.registerTextDocumentContentProvider(SCHEME, plans),
    vscode.commands.registerCommand("dslint.restart", () => restart(plans)),
    vscode.commands.registerCommand("dslint.planPage", planPage),
    vscode.workspace.onDidGrantWorkspaceTrust(() => restart(plans)),
    vscode.workspace.onDidChangeConfiguration((event) => {
      if (event.affectsConfiguration("dslint.path")) {
        return restart(plans);
      }
    }),
  );
  await start(plans);
}

async function deactivate() {
  const running = client;
  client = undefined;
  if (running !== undefined && running.state !== State.Stopped) {
    await running.stop();
  }
}

async function restart(plans) {
  await deactivate().catch(() => undefined);
  await start(plans);
}

async function start(plans) {
  const command = commandPath();
  client = new LanguageClient("dslint", "dslint", { command, args: ["server"] }, clientOptions(plans));
  try {
    await client.start();
  } catch (error) {
    client = undefined;
    const reason = error?.message ? ` (${error.message})` : "";
    vscode.window.showErrorMessage(`dslint: ${command} server does not start${reason}; ${INSTALL}`);
  }
}

function commandPath() {
  const given = vscode.workspace.getConfiguration("dslint").get("path") || "dslint";
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri.fsPath ?? "";
  return given.replace("${workspaceFolder}", folder);
}

function clientOptions(plans) {
  return {
    documentSelector: ["yaml", "json"].flatMap((language) => [
      { language, scheme: "file" },
      { language, scheme: "untitled" },
    ]),
    initializationOptions: { ...settings(), trusted: vscode.workspace.isTrusted, showsPlans: true },
    synchronize: { configurationSection: "dslint" },
    revealOutputChannelOn: RevealOutputChannelOn.Never,
    middleware: {
      async executeCommand(command, args, next) {
        const plan = await next(command, args);
        if (command === "dslint.showPlan" && plan) {
          await plans.show(plan);
        }
        return plan;
      },
    },
  };
}

function settings() {
  const configured = vscode.workspace.getConfiguration("dslint");
  return Object.fromEntries(SETTINGS.map((name) => [name, configured.get(name)]));
}

async function planPage() {
  const editor = vscode.window.activeTextEditor;
  if (editor !== undefined) {
    await vscode.commands.executeCommand("dslint.showPlan", editor.document.uri.toString(), "html");
  }
}

/** Texts of plans beside the manifest, and pages. Neither is a file. */
class Plans {
  constructor() {
    this.changed = new vscode.EventEmitter();
    this.onDidChange = this.changed.event;
    this.content = "";
    this.uri = vscode.Uri.parse(`${SCHEME}:plan.txt`);
  }

  provideTextDocumentContent() {
    return this.content;
  }

  async show(plan) {
    if (plan.form === "html") {
      const options = { enableScripts: true, localResourceRoots: [] };
      const panel = vscode.window.createWebviewPanel(SCHEME, "Plan", vscode.ViewColumn.Beside, options);
      panel.webview.html = plan.content;
      return;
    }
    this.content = plan.content;
    this.changed.fire(this.uri);
    const document = await vscode.workspace.openTextDocument(this.uri);
    await vscode.window.showTextDocument(document, { viewColumn: vscode.ViewColumn.Beside, preview: true });
  }

  dispose() {
    this.changed.dispose();
  }
}

module.exports = { activate, deactivate };
