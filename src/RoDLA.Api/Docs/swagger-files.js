// Swagger UI has one input for each file of a list; this shows one input that takes them all. It also fills forms and parameters with the
// examples of the document, which a request would then send; here the optional ones and the ids stay empty.
document.addEventListener("DOMContentLoaded", () => {
  const create = window.SwaggerUIBundle;
  const isFiles = schema => schema?.getIn(["items", "format"]) === "binary";
  const ids = new Set(["job_id", "file_id", "upload_id", "first", "second", "path"]);

  const emptyOptionalFields = specification => {
    for (const operation of Object.values(specification.paths ?? {}).flatMap(path => Object.values(path))) {
      for (const parameter of operation.parameters ?? []) {
        if (!parameter.required || ids.has(parameter.name)) delete parameter.example;
      }
      const form = operation.requestBody?.content?.["multipart/form-data"]?.schema;
      for (const [name, field] of Object.entries(form?.properties ?? {})) {
        if (!form.required?.includes(name) && field.default === undefined) field.examples = [""];
      }
    }
    return specification;
  };

  const DocumentPlugin = ({ React, Im }) => ({
    statePlugins: {
      spec: { wrapActions: { updateJsonSpec: original => specification => original(emptyOptionalFields(specification)) } },
    },
    wrapComponents: {
      JsonSchema_array: Original => props => isFiles(props.schema)
        ? React.createElement("input", {
            type: "file",
            multiple: true,
            "aria-label": props.keyName,
            onChange: event => props.onChange(Im.List(event.target.files)),
          })
        : React.createElement(Original, props),
    },
  });
  window.SwaggerUIBundle = Object.assign(config => create({ ...config, plugins: [DocumentPlugin] }), create);
});
