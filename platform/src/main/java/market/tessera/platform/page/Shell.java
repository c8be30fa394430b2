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
 * @param lang BCP 47 tag of the page's language
 */
public record Shell(
        String path,
        boolean signedIn,
        @Nullable String displayName,
        int basketCount,
        boolean staff,
        List<Area> areas,
        String lang) {

    /**
     * A part of the portal, whichever application serves it.
     *
     * @param name in the messages {@code shell.portal.*}
     */
    public record Area(String name, String path) {
        static Area ofPortal(String name) {
            return new Area(name, "/portal/" + name);
        }
    }
}
