package market.tessera.provider.imports;

import java.util.List;
import java.util.UUID;
import market.tessera.provider.importjobs.ImportJob;

/** How an attempt to start an import ended. */
sealed interface ImportStart {
    /** For whoever sent it by hand, if it was not accepted: one sentence each. */
    default List<String> reasons() {
        return switch (this) {
            case Accepted _ -> List.of();
            case Busy _ -> List.of("Another import of this source is not over yet.");
            case Unfit(var reasons) -> reasons;
            case TooLarge() -> List.of("The file is larger than this installation takes. Send it in parts.");
            case KeyReused() -> List.of("This was sent before.");
        };
    }

    /** The import waits for its turn, or was started by the same request before. */
    record Accepted(ImportJob job) implements ImportStart {}

    /** Another import of the same source is not over. */
    record Busy(String source, UUID other) implements ImportStart {}

    /** The files cannot be imported; nothing of them was read into the catalogue. One sentence each. */
    record Unfit(List<String> reasons) implements ImportStart {}

    record TooLarge() implements ImportStart {}

    /** The idempotency key was used for something else. */
    record KeyReused() implements ImportStart {}
}
