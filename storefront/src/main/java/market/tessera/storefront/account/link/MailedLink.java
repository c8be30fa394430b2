package market.tessera.storefront.account.link;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What following a link proves and is for.
 *
 * @param email the address that the link was mailed to
 * @param name of the person who signs up
 * @param account that gets a new password or address
 * @param goOn page of this site to go to afterwards
 */
public record MailedLink(
        String email,
        @Nullable String name,
        @Nullable UUID account,
        @Nullable String goOn) {
    public static MailedLink toConfirm(String email, String name, String goOn) {
        return new MailedLink(email, name, null, goOn);
    }

    public static MailedLink ofAccount(UUID account, String email) {
        return new MailedLink(email, null, account, null);
    }
}
