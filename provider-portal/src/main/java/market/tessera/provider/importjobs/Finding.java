package market.tessera.provider.importjobs;

import market.tessera.provider.provider.Storable;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.EnumNamingStrategies;
import tools.jackson.databind.annotation.EnumNaming;

/**
 * What an import has to say about a row.
 *
 * @param line where the row begins in the input, counting from 1
 * @param field element or column
 */
public record Finding(
        Kind kind,
        String input,
        long line,
        @Nullable String externalId,
        @Nullable String field,
        String reason) {

    @EnumNaming(EnumNamingStrategies.KebabCaseStrategy.class)
    public enum Kind {
        /** The row was left out. */
        REJECTED,
        /** The row was taken after a repair that can be proven. */
        REPAIRED,
        /** The row was taken as it is although something looks wrong. */
        NOTED
    }

    /** Of no row in particular. */
    public static Finding ofFile(ImportJob job, @Nullable String externalId, @Nullable String field, String reason) {
        return new Finding(Kind.NOTED, job.inputs().getFirst().name(), 0, externalId, field, reason);
    }

    /** What it quotes of a row may be what the database cannot keep. */
    Finding storable() {
        return new Finding(
                kind,
                input,
                line,
                externalId == null ? null : Storable.cleaned(externalId),
                field == null ? null : Storable.cleaned(field),
                Storable.cleaned(reason));
    }
}
