/** The simulated service's only account. It owns the simulated domain, and may do everything with it. */
export const ACCOUNT = { accessKeyId: 'demo-key-id', accessKeySecret: 'demo-key-secret' } as const;

/** The domain of the streams, whatever host the origin runs on. */
export const DOMAIN_NAME = 'live.example';

/** A call that is not carried out, with a code of the service. */
export class RpcRefusal {
  constructor(
    readonly status: 400 | 404 | 409 | 500,
    readonly code: string,
    readonly sentence: string,
  ) {}
}

/** `MissingDomainName` and so on. */
export const missing = (name: string): RpcRefusal =>
  new RpcRefusal(400, `Missing${name}`, `${name} is mandatory for this action; give it.`);

export const invalid = (name: string, allowed: string): RpcRefusal =>
  new RpcRefusal(400, 'InvalidParameter', `${name} must be ${allowed}.`);

export const unknownDomain = (name: string): RpcRefusal =>
  new RpcRefusal(404, 'InvalidDomain.NotFound', `The domain ${name} does not exist.`);

export interface RpcFields {
  readonly [name: string]: string | number | RpcFields | readonly RpcFields[];
}

/** Answers a call in JSON if the call asks for it, and otherwise in XML, as the service does. */
export function rpcAnswer(action: string, result: RpcFields | RpcRefusal, format: string | null): Response {
  const RequestId = crypto.randomUUID().toUpperCase();
  if (!(result instanceof RpcRefusal)) {
    return writeAnswer(`${action}Response`, { RequestId, ...result }, 200, format);
  }
  const { status, code: Code, sentence: Message } = result;
  return writeAnswer('Error', { RequestId, HostId: 'live.aliyuncs.com', Code, Message }, status, format);
}

/** @param root the name of the outermost element in XML */
function writeAnswer(root: string, fields: RpcFields, status: number, format: string | null): Response {
  const isJson = format?.toUpperCase() === 'JSON';
  const body = isJson
    ? JSON.stringify(fields)
    : `<?xml version="1.0" encoding="UTF-8"?>${element(root, fields)}`;
  const type = isJson ? 'application/json' : 'text/xml';
  return new Response(body, {
    status,
    headers: { 'Content-Type': `${type}; charset=utf-8`, 'Cache-Control': 'no-store' },
  });
}

function element(name: string, value: RpcFields[string]): string {
  if (value instanceof Array) return value.map((each) => element(name, each)).join('');
  const inner =
    typeof value === 'object'
      ? Object.entries(value)
          .map(([innerName, each]) => element(innerName, each))
          .join('')
      : String(value).replaceAll('&', '&amp;').replaceAll('<', '&lt;');
  return `<${name}>${inner}</${name}>`;
}
