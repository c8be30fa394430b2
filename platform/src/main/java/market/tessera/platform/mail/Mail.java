package market.tessera.platform.mail;

/**
 * A message to one person, in plain text and HTML.
 *
 * @param key makes the message known: the same key is never sent twice by a careful caller, and it is the message's Message-ID
 */
public record Mail(String to, String subject, String text, String html, String key) {}
