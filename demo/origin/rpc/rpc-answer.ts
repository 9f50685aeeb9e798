import { RpcRefusal } from './rpc-refusal.ts';

export interface RpcFields {
  readonly [name: string]: string | number | RpcFields | readonly RpcFields[];
}

export interface RpcAnswer {
  /** The element around all of it, in XML. */
  readonly root: string;
  readonly status: number;
  readonly fields: RpcFields;
}

export function rpcAnswer(action: string, answer: RpcFields | RpcRefusal): RpcAnswer {
  const RequestId = crypto.randomUUID().toUpperCase();
  if (!(answer instanceof RpcRefusal)) {
    return { root: `${action}Response`, status: 200, fields: { RequestId, ...answer } };
  }
  const { status, code: Code, sentence: Message } = answer;
  return { root: 'Error', status, fields: { RequestId, HostId: 'live.aliyuncs.com', Code, Message } };
}

/** In JSON where that was asked for, and else in XML, as the service does. */
export function writeRpcAnswer({ root, status, fields }: RpcAnswer, format: string | null): Response {
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
          .map(([inside, each]) => element(inside, each))
          .join('')
      : String(value).replaceAll('&', '&amp;').replaceAll('<', '&lt;');
  return `<${name}>${inner}</${name}>`;
}
