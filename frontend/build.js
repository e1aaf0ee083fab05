// Bundle the editor, and write beside it whose work it holds: the same bytes from the same package-lock.json.
import { createHash } from "node:crypto";
import { readFileSync, readdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const here = dirname(fileURLToPath(import.meta.url));
const target = process.argv[2] ?? join(here, "..", "api", "site", "static");
const sum = (bytes) => createHash("sha256").update(bytes).digest("hex");

const result = await build({
  absWorkingDir: here,
  entryPoints: ["editor.js"],
  bundle: true,
  minify: true,
  format: "iife",
  target: "es2020",
  charset: "utf8",
  legalComments: "none",
  metafile: true,
  write: false,
  outfile: "editor.js",
});
const bundle = result.outputFiles[0].contents;

const folders = Object.keys(result.metafile.inputs).map((path) => /node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(path)?.[1]);
const packages = [...new Set(folders.filter(Boolean))].sort().map((name) => {
  const folder = join(here, "node_modules", name);
  const { version, license } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
  const file = readdirSync(folder).find((one) => /^licen[cs]e/i.test(one));
  if (!file) throw new Error(`${name} has no licence file`);
  const text = readFileSync(join(folder, file), "utf8").replace(/\r\n/g, "\n").trim();
  const inputs = Object.keys(result.metafile.inputs).filter((path) => path.startsWith(`node_modules/${name}/`)).sort();
  const hash = createHash("sha256");
  for (const path of inputs) hash.update(readFileSync(join(here, path)));
  return { name, version, license, sha256: hash.digest("hex"), text };
});

const licences = packages.map(({ name, version, license, text }) => `${name} ${version} (${license})\n\n${text}\n`);
const written = licences.join(`\n${"-".repeat(80)}\n\n`);
const { version } = JSON.parse(readFileSync(join(here, "node_modules", "esbuild", "package.json"), "utf8"));
const vendor = {
  bundle: { file: "editor.js", bytes: bundle.length, sha256: sum(bundle), esbuild: version },
  licences: { file: "editor.licences.txt", sha256: sum(written) },
  packages: packages.map(({ text, ...told }) => told),
};
writeFileSync(join(target, "editor.js"), bundle);
writeFileSync(join(target, "editor.licences.txt"), written);
writeFileSync(join(target, "vendor.json"), `${JSON.stringify(vendor, null, 2)}\n`);
