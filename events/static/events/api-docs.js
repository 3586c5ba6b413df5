const place = document.getElementById("swagger-ui");

SwaggerUIBundle({
  url: place.dataset.schema,
  dom_id: "#swagger-ui",
  deepLinking: true,
  supportedSubmitMethods: ["get", "head"],
  validatorUrl: null,
});
