package market.tessera.sandbox.inbox;

import java.time.Instant;
import java.util.List;

/**
 * A message that the inbox has received, for one recipient.
 *
 * @param id orders messages by arrival
 * @param messageId by which mail programs know a message that comes twice
 * @param to the recipient as told to the server, whatever the headers say
 * @param text the plain text part, or empty
 * @param html the HTML part, or empty
 * @param links addresses in the plain text, in order
 */
public record ReceivedMail(
        String id,
        String messageId,
        String from,
        String to,
        String subject,
        Instant receivedAt,
        String text,
        String html,
        List<String> links) {}
