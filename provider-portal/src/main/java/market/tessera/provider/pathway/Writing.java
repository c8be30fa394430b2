package market.tessera.provider.pathway;

import java.util.List;
import java.util.UUID;

/** How an attempt to write on a pathway ended. */
public sealed interface Writing {
    /** @param revision to be named with the next change */
    record Written(long revision) implements Writing {}

    /** Somebody else has written since; nothing was changed. */
    record Conflict(PathwayWork now) implements Writing {}

    /** The draft is with its reviewers, or there is none; nothing was changed. */
    record Closed(PathwayWork now) implements Writing {}

    /**
     * A pathway would contain itself; nothing was changed.
     *
     * @param parts that contain this pathway, at once or over other pathways
     */
    record Circular(List<UUID> parts) implements Writing {}

    /** @param parts that are not there, or are another provider's and not public; nothing was changed */
    record Unknown(List<UUID> parts) implements Writing {}
}
