// docs/openapi.yaml, read when the app is built (tools/api_description.js).
declare module 'virtual:api_description' {
  const description: import('$lib/features/docs/description').Description;
  export default description;
}
