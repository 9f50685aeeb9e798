const SECRET_NAMES = 'auth_key|sign|signature|\\w*token|accesskeyid|\\w*secret';
/** Also finds parameters of a URL that is itself the value of a parameter, and therefore percent-encoded. */
const SECRET_PARAMETER = new RegExp(`((?:\\b|%3F|%26)(?:${SECRET_NAMES})(?:=|%3D))[^&#\\s"'<>]*`, 'gi');

const SECRET_NAME = new RegExp(`^(?:${SECRET_NAMES})$`, 'i');

/** Whether a query parameter of this name carries a signature or a token. */
export const isSecretName = (name: string): boolean => SECRET_NAME.test(name);

/**
 * Replaces the values of query parameters that carry a signature or a token by `…`, so that the text can be shown or
 * logged. All other text stays as it is.
 */
export const redact = (text: string): string => text.replace(SECRET_PARAMETER, '$1…');
