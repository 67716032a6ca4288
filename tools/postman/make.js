// Makes a Postman collection (v2.1) of docs/openapi.json: node make.js > ../../clients/postman/rodla.postman_collection.json
import { readFileSync } from "node:fs";
import { createHash } from "node:crypto";

const document = JSON.parse(readFileSync(new URL("../../docs/openapi.json", import.meta.url)));
const SCHEMA = "https://schema.getpostman.com/json/collection/v2.1.0/collection.json";
const SAMPLES = { file: "samples/article.jpg", files: "samples/article.jpg" };

// Ids that do not change from one run to the next.
const id = text => createHash("sha256").update(text).digest("hex").replace(/^(.{8})(.{4}).(.{3}).(.{3})(.{12}).*$/, "$1-$2-4$3-8$4-$5");

function url(path, parameters) {
  const places = name => parameters.filter(p => p.in === name);
  const query = places("query").map(p => ({ key: p.name, value: text(p.example), description: p.description, disabled: !p.required }));
  const variable = places("path").map(p => ({ key: p.name, value: text(p.example), description: p.description }));
  // Postman takes a whole segment as a variable; the ending of one such as {name}.png goes into its value.
  const segments = path.slice(1).split("/").map(segment => {
    const [, name, ending] = /^\{(\w+)\}(.*)$/.exec(segment) ?? [];
    if (ending) variable.find(v => v.key === name).value += ending;
    const [, stem, last] = /^(\w+\.)\{(\w+)\}$/.exec(segment) ?? [];
    return name ? `:${name}` : last ? stem + variable.splice(variable.findIndex(v => v.key === last), 1)[0].value : segment;
  });
  return { raw: `{{baseUrl}}/${segments.join("/")}`, host: ["{{baseUrl}}"], path: segments, query, variable };
}

const text = value => (value === undefined || value === null ? "" : typeof value === "string" ? value : JSON.stringify(value));

function body(content = {}) {
  if (content["application/json"]) {
    const raw = JSON.stringify(content["application/json"].example, null, 2);
    return { mode: "raw", raw, options: { raw: { language: "json" } } };
  }
  const form = content["multipart/form-data"]?.schema;
  if (!form) return undefined;
  const formdata = Object.entries(form.properties).map(([key, field]) => {
    const shared = { key, description: field.description, disabled: !form.required?.includes(key) };
    return key in SAMPLES ? { ...shared, type: "file", src: SAMPLES[key] } : { ...shared, type: "text", value: text(field.examples?.[0]) };
  });
  return { mode: "formdata", formdata };
}

function answer(request, operation) {
  const [status, response] = Object.entries(operation.responses).find(([code]) => /^[12]/.test(code));
  const [type, content] = Object.entries(response.content ?? {}).find(([, c]) => c.example !== undefined) ?? [];
  return {
    name: response.description,
    originalRequest: request,
    status: response.description,
    code: Number(status),
    _postman_previewlanguage: type?.endsWith("json") ? "json" : "text",
    header: type ? [{ key: "Content-Type", value: type }] : [],
    body: type === undefined ? null : type.endsWith("json") ? JSON.stringify(content.example, null, 2) : text(content.example),
  };
}

function item([path, method, operation]) {
  const parameters = operation.parameters ?? [];
  const request = {
    method: method.toUpperCase(),
    header: parameters
      .filter(p => p.in === "header")
      .map(p => ({ key: p.name, value: text(p.example), description: p.description, disabled: true })),
    url: url(path, parameters),
    description: operation.description ?? operation.summary,
    ...(operation.security.length === 0 && { auth: { type: "noauth" } }),
  };
  const sent = body(operation.requestBody?.content);
  if (sent) request.body = sent;
  return { id: id(operation.operationId), name: operation.summary, request, response: [answer(request, operation)] };
}

const operations = Object.entries(document.paths)
  .flatMap(([path, methods]) => Object.entries(methods).map(([method, operation]) => [path, method, operation]))
  .filter(([path]) => !path.endsWith("/ws")); // Postman keeps WebSockets apart.
const collection = {
  info: { _postman_id: id(document.info.title), name: document.info.title, description: document.info.description, schema: SCHEMA },
  auth: {
    type: "apikey",
    apikey: ["key", "value", "in"].map((key, i) => ({ key, value: ["X-API-Key", "{{apiKey}}", "header"][i], type: "string" })),
  },
  variable: [
    { key: "baseUrl", value: "http://localhost:8000", type: "string" },
    { key: "apiKey", value: "", type: "string" },
  ],
  item: document.tags.map(tag => ({
    id: id(`folder ${tag.name}`),
    name: tag.name,
    description: tag.description,
    item: operations.filter(([, , operation]) => operation.tags.includes(tag.name)).map(item),
  })),
};
process.stdout.write(JSON.stringify(collection, null, 2) + "\n");
