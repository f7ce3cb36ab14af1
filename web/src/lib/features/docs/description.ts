// What docs/openapi.yaml is made of, as far as it is used there, and following its references.

export interface Description {
  info: { title: string; version: string; summary: string; description: string };
  tags: { name: string; description: string }[];
  paths: Record<string, Record<string, DescribedOperation>>;
  components: {
    parameters: Record<string, DescribedParameter>;
    headers: Record<string, DescribedHeader>;
    responses: Record<string, DescribedAnswer>;
    schemas: Record<string, Schema>;
    securitySchemes: Record<string, { description: string }>;
  };
}

export interface Reference {
  $ref: string;
}

export interface DescribedOperation {
  tags: string[];
  operationId: string;
  'x-access': string;
  summary: string;
  description?: string;
  parameters?: (DescribedParameter | Reference)[];
  requestBody?: { required: boolean; content: Content };
  responses: Record<string, DescribedAnswer | Reference>;
}

export interface DescribedParameter {
  name: string;
  in: 'path' | 'query' | 'header';
  required?: boolean;
  description?: string;
  schema: Schema;
  example?: unknown;
}

export interface DescribedHeader {
  description: string;
  schema: Schema;
}

export interface DescribedAnswer {
  description: string;
  headers?: Record<string, DescribedHeader | Reference>;
  content?: Content;
}

export type Content = Record<string, { schema: Schema; example?: unknown }>;

export interface Schema {
  $ref?: string;
  type?: string | string[];
  description?: string;
  format?: string;
  enum?: unknown[];
  default?: unknown;
  examples?: unknown[];
  pattern?: string;
  minimum?: number;
  maximum?: number;
  minLength?: number;
  maxLength?: number;
  maxItems?: number;
  contentMediaType?: string;
  contentSchema?: Schema;
  properties?: Record<string, Schema>;
  required?: string[];
  additionalProperties?: boolean | Schema;
  items?: Schema;
  oneOf?: Schema[];
  allOf?: Schema[];
}

type Kind = 'parameters' | 'headers' | 'responses' | 'schemas';
type Component<K extends Kind> = Description['components'][K][string];

/** The last part of "#/components/schemas/Order". */
export function referred(reference: string): string {
  return reference.slice(reference.lastIndexOf('/') + 1);
}

/** What stands there, or what it refers to; a reference to nothing is an error of the file. */
export function resolved<K extends Kind>(
  description: Description,
  kind: K,
  node: Component<K> | Reference
): Component<K> {
  const reference = '$ref' in node ? node.$ref : undefined;
  if (reference === undefined) return node as Component<K>;
  const found = description.components[kind][referred(reference)];
  if (!found || reference !== `#/components/${kind}/${referred(reference)}`) {
    throw new Error(`${reference} is not described`);
  }
  return found as Component<K>;
}
