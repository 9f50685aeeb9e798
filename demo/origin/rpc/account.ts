/** The simulated service's only account. It owns the simulated domain, and may do everything with it. */
export const ACCOUNT = { accessKeyId: 'demo-key-id', accessKeySecret: 'demo-key-secret' } as const;

/** The domain that the streams are on; the same wherever the origin is reached. */
export const DOMAIN_NAME = 'live.example';
