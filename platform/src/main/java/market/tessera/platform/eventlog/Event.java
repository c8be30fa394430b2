package market.tessera.platform.eventlog;

/**
 * A change to be told: the aggregate's whole state after it.
 *
 * @param type what happened, such as {@code offering.published}
 * @param subject the aggregate's id
 * @param version the aggregate's version, counting up; consumers ignore what is not newer than what they have
 * @param data anything Jackson writes as a JSON object
 */
public record Event(String type, String subject, long version, Object data) {}
