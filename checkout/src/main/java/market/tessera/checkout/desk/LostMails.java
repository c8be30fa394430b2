package market.tessera.checkout.desk;

/** Mails that were given up. */
public final class LostMails {
    /** Their {@code key}, and what they are {@code about}: keys begin with a word and the id of an order, a refund, an enrollment or of something else. */
    public static final String SELECT = """
            select key, substring(key from '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}')::uuid as about
            from outbox_mail where abandoned_at is not null""";

    private LostMails() {}
}
