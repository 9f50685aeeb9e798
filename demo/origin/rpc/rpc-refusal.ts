/** Why a call is not carried out, by the codes of the service. */
export class RpcRefusal {
  constructor(
    readonly status: 400 | 404 | 409 | 500,
    readonly code: string,
    readonly sentence: string,
  ) {}
}

/** `MissingDomainName` and the like. */
export const missing = (name: string): RpcRefusal =>
  new RpcRefusal(400, `Missing${name}`, `${name} is mandatory for this action; give it.`);

export const invalid = (name: string, allowed: string): RpcRefusal =>
  new RpcRefusal(400, 'InvalidParameter', `${name} must be ${allowed}.`);

export const unknownDomain = (name: string): RpcRefusal =>
  new RpcRefusal(404, 'InvalidDomain.NotFound', `The domain ${name} does not exist.`);
