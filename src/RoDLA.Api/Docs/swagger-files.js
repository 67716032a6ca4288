// Swagger UI has one input for each file of a list; this shows one input that takes them all.
document.addEventListener("DOMContentLoaded", () => {
  const create = window.SwaggerUIBundle;
  const isFiles = schema => schema?.getIn(["items", "format"]) === "binary";
  const FilesPlugin = ({ React, Im }) => ({
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
  window.SwaggerUIBundle = Object.assign(config => create({ ...config, plugins: [FilesPlugin] }), create);
});
