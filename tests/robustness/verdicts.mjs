// What Ajv and js-yaml make of YAML files: `node verdicts.mjs PACKAGES SCHEMAS < files.json > verdicts.json`.
// files.json maps the name of a schema file to YAML files; verdicts.json maps each of these to whether it is valid.
import { readFileSync, readdirSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";

const [packages, schemas] = process.argv.slice(2);
const require = createRequire(join(packages, "package.json"));
const Ajv2020 = require("ajv/dist/2020.js").default;
const addFormats = require("ajv-formats").default;
const yaml = require("js-yaml");

const ajv = new Ajv2020({ strict: false, validateFormats: true });
addFormats(ajv);
for (const name of readdirSync(schemas).filter((name) => name.endsWith(".schema.json"))) {
  ajv.addSchema(JSON.parse(readFileSync(join(schemas, name), "utf8")), name);
}

function isValid(validate, file) {
  try {
    return validate(yaml.load(readFileSync(file, "utf8"), { schema: yaml.CORE_SCHEMA }));
  } catch (error) {
    if (error instanceof yaml.YAMLException) return false;
    throw error;
  }
}

const verdicts = {};
for (const [schema, files] of Object.entries(JSON.parse(readFileSync(0, "utf8")))) {
  const validate = ajv.getSchema(schema);
  for (const file of files) verdicts[file] = isValid(validate, file);
}
console.log(JSON.stringify(verdicts));
