const SECRET_PARAMETER =
  /\b(auth_key|sign|signature|token|access_token|security_?token|accesskeyid|secret)=[^&#\s"'<>]*/gi;

/**
 * Hides the values of query parameters that carry a signature or a token, so that the text may be shown or
 * logged. Everything else stays as it is.
 */
export const redact = (text: string): string => text.replace(SECRET_PARAMETER, '$1=…');
