package market.tessera.platform.page;

import org.jspecify.annotations.Nullable;

/** What people type into forms. */
public final class TypedText {
    private TypedText() {}

    /** Without the spaces around it; empty where the field was not there at all. */
    public static String text(@Nullable String typed) {
        return typed == null ? "" : typed.strip();
    }
}
