const SECRET_NAMES = 'auth_key|sign|signature|\\w*token|accesskeyid|\\w*secret';
/** Also inside a URL that is itself a parameter, and so encoded. */
const SECRET_PARAMETER = new RegExp(`((?:\\b|%3F|%26)(?:${SECRET_NAMES})(?:=|%3D))[^&#\\s"'<>]*`, 'gi');

/**
 * Hides the values of query parameters that carry a signature or a token, so that the text may be shown or
 * logged. Everything else stays as it is.
 */
export const redact = (text: string): string => text.replace(SECRET_PARAMETER, '$1…');
