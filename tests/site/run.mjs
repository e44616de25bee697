// Runs a file of Python in Pyodide under node: node run.mjs DISTRIBUTION FILE [FOLDER seen as /room]
import { pathToFileURL } from "node:url";
import { readFileSync } from "node:fs";
import { join } from "node:path";

const [distribution, file, room] = process.argv.slice(2);
const { loadPyodide } = await import(pathToFileURL(join(distribution, "pyodide.mjs")));
const pyodide = await loadPyodide({ indexURL: distribution });
const quiet = { messageCallback: () => {}, errorCallback: (message) => process.stderr.write(`${message}\n`) };
await pyodide.loadPackage(["crm-course"], quiet);
if (room) {
  pyodide.FS.mkdir("/room");
  pyodide.FS.mount(pyodide.FS.filesystems.NODEFS, { root: room }, "/room");
}
await pyodide.runPythonAsync(readFileSync(file, "utf8"));
