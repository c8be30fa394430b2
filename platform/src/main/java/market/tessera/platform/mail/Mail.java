package market.tessera.platform.mail;

/**
 * A message to one person, in plain text and HTML.
 *
 * @param key the local part of its Message-ID
 */
public record Mail(String to, String subject, String text, String html, String key) {}
