package market.tessera.platform.page;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the frame around every page shows.
 *
 * @param path of the page itself, without its query
 * @param displayName who is signed in
 * @param basketCount number of lines in the visitor's basket
 * @param areas of the portal that are open to whom is signed in
 * @param money whether the order desk is
 * @param lang BCP 47 tag of the page's language
 */
public record Shell(
        String path,
        boolean signedIn,
        @Nullable String displayName,
        int basketCount,
        boolean staff,
        List<String> areas,
        boolean money,
        String lang) {}
