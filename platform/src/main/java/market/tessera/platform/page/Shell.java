package market.tessera.platform.page;

import org.jspecify.annotations.Nullable;

/**
 * What the frame around every page shows.
 *
 * @param path of the page itself, without its query
 * @param displayName who is signed in
 * @param basketCount number of lines in the visitor's basket
 * @param money whether the order desk is open to whom is signed in
 * @param lang BCP 47 tag of the page's language
 */
public record Shell(
        String path,
        boolean signedIn,
        @Nullable String displayName,
        int basketCount,
        boolean staff,
        boolean money,
        String lang) {}
